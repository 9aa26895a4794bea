"""Near-duplicate reports, and reports of the same happening, grouped into incidents."""

from dragoman.incidents.blocking import WINDOW_DAYS, find_candidates, relate_articles
from dragoman.incidents.building import build_incident, incident_id
from dragoman.incidents.comparing import OBSERVATIONS
from dragoman.incidents.copies import Copies, find_originals
from dragoman.incidents.grouping import group_reports
from dragoman.incidents.profile import Profile, localize, make_profiles
from dragoman.incidents.updating import group, update
from dragoman.incidents.verdicts import find_contradictions
from dragoman.incidents.weighing import BIAS, Weights, load_closeness, load_weights
from dragoman.incidents.words import load_lexicon

__all__ = [
    "BIAS", "OBSERVATIONS", "WINDOW_DAYS", "Copies", "Profile", "Weights", "build_incident", "find_candidates",
    "find_contradictions", "find_originals", "group", "group_reports",
    "incident_id", "load_closeness", "load_lexicon", "load_weights", "localize", "make_profiles", "relate_articles", "update",
]  # fmt: skip
