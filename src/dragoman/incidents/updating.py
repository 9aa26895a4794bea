"""Incidents made, and made again when articles come later: ids last while their core does, merges and splits are recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.incidents.building import build_incident, incident_id
from dragoman.incidents.grouping import group_profiles, match_denials, prepare
from dragoman.incidents.pairing import pair_reports
from dragoman.incidents.relating import find_related
from dragoman.incidents.verdicts import Verdicts
from dragoman.incidents.weighing import Weights, load_weights
from dragoman.records import Incident, Report, Verdict

__all__ = ["group", "update"]


def group(
    reports: Iterable[Report], *, texts: Mapping[str, str] | None = None, weights: Weights | None = None
) -> tuple[Incident, ...]:
    """The incidents that reports tell, by first report and id. The same for any order of `reports`."""
    return update((), reports, texts=texts, weights=weights)


def update(
    former: Iterable[Incident],
    reports: Iterable[Report],
    *,
    texts: Mapping[str, str] | None = None,
    weights: Weights | None = None,
    verdicts: Iterable[Verdict] = (),
) -> tuple[Incident, ...]:
    """The incidents that `reports` tell, under the ids of `former` where these go on.

    `reports`: all of them, or those of the incidents that new ones may touch together with the new ones; then `former` are
    those incidents. `texts` as for `group_reports`. An id stays with the group that holds its core, the report it was made
    from. Where a group holds several cores, the id of the incident first reported stays and the others go into its `former`;
    what split off has a new id, and the old one in its `former`. An incident none of whose reports is given again is gone.
    `verdicts` of a person overrule the weights; they must not contradict one another, and of two on one pair the later holds.
    """
    weights, told = weights or load_weights(), Verdicts.of(verdicts)
    groups = group_profiles(prepare(reports, texts=texts), weights=weights, verdicts=told)
    denials = match_denials(groups, weights=weights)
    made = [
        replace(
            build_incident([profile.report for profile in each], denials=denials.get(at, ())),
            pairings=tuple(pair_reports(each, weights, told)),
        )
        for at, each in enumerate(groups)
    ]
    named = _keep_ids(sorted(former, key=_age), made)
    related = find_related(named, weights.closeness)
    linked = [replace(incident, related=related.get(incident.id, ())) for incident in named]
    return tuple(sorted(linked, key=_age))


def _age(incident: Incident) -> tuple[date, str]:
    return incident.first_report or date.max, incident.id


def _keep_ids(former: Sequence[Incident], made: Sequence[Incident]) -> list[Incident]:
    """The new incidents under lasting ids; `former` the oldest first."""
    holder = {event: at for at, incident in enumerate(made) for event in incident.events}
    kept: dict[int, str] = {}
    parents: dict[int, dict[str, None]] = defaultdict(dict)
    for old in former:
        core = next((event for event in old.events if incident_id(event) == old.id), None)
        if core in holder:
            kept.setdefault(holder[core], old.id)
        for at in sorted({holder[event] for event in old.events if event in holder}):
            parents[at].update(dict.fromkeys((old.id, *old.former)))
    named = []
    for at, incident in enumerate(made):
        name = kept.get(at, incident.id)
        past = tuple(sorted(each for each in parents[at] if each != name))
        named.append(replace(incident, id=name, former=past))
    return named
