"""Reports into groups that tell one happening each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.incidents.blocking import find_candidates, relate_articles
from dragoman.incidents.clustering import cluster
from dragoman.incidents.profile import Profile, localize, make_profiles
from dragoman.incidents.verdicts import Verdicts
from dragoman.incidents.weighing import Weights, load_weights
from dragoman.incidents.words import load_lexicon
from dragoman.records import Report

__all__ = ["group_profiles", "group_reports", "match_denials", "prepare"]

_ALIKE = 0.6
"""Share of a sentence's words, of all that either has, from which two copies' sentences are one sentence edited."""


def group_reports(
    reports: Iterable[Report], *, texts: Mapping[str, str] | None = None, weights: Weights | None = None
) -> list[list[Report]]:
    """The reports of each happening, in order of publication; the happenings in that of their first report.

    `texts`, by article id, let articles of one story be known by all that they say, not by their reports alone. The same for
    any order of `reports`; of reports with the same event id one is kept.
    """
    groups = group_profiles(prepare(reports, texts=texts), weights=weights)
    return [[profile.report for profile in group] for group in groups]


def prepare(reports: Iterable[Report], *, texts: Mapping[str, str] | None = None) -> list[Profile]:
    """The profiles of reports, in their order, each event once."""
    once = {report.event.id: report for report in sorted(reports, key=lambda report: report.carrier.article)}
    return make_profiles(once.values(), load_lexicon(), texts)


def group_profiles(
    profiles: Sequence[Profile], *, weights: Weights | None = None, verdicts: Verdicts | None = None
) -> list[list[Profile]]:
    """As `group_reports`, of profiles in their order; they come back as they were compared, with their `local` words.

    `verdicts` hold whatever the weights say; what they do not touch is grouped by the weights.
    """
    weights, verdicts = weights or load_weights(), verdicts or Verdicts.of(())
    nodes = _fold_copies(profiles)
    firsts = [node[0] for node in nodes]
    related = relate_articles(firsts)
    local = localize(firsts, related)
    groups = cluster(
        len(nodes),
        find_candidates(local, related),
        lambda one, other: weights.score(local[one], local[other]),
        foes=verdicts.foes_among(nodes),
    )
    found = ([each for index in group for each in (local[index], *nodes[index][1:])] for group in groups)
    return sorted(verdicts.heed(found), key=lambda group: group[0].order)


def match_denials(groups: Sequence[Sequence[Profile]], *, weights: Weights | None = None) -> dict[int, list[Report]]:
    """Index of a group that something was done -> the reports that it was not, in order of publication.

    A denial goes with the group of the report that it resembles most, of those it resembles more than not; it is compared with
    reports that it shares something rare with.
    """
    weights = weights or load_weights()
    owner = {profile.report.event.id: at for at, group in enumerate(groups) for profile in group}
    told = sorted((each for group in groups for each in group if each.state != "planned"), key=lambda profile: profile.order)
    denying = [profile.state == "denied" for profile in told]
    if not any(denying):
        return {}
    alike = [replace(profile, state="done") for profile in told]
    best: dict[int, tuple[float, int]] = {}
    for pair in find_candidates(alike, relate_articles(alike)):
        denial, claim = pair if denying[pair[0]] else pair[::-1]
        if denying[denial] == denying[claim]:
            continue
        score = weights.score(alike[denial], alike[claim])
        if score is not None and score > 0:
            best[denial] = max(best.get(denial, (0.0, 0)), (score, -owner[told[claim].report.event.id]))
    found: dict[int, list[Report]] = defaultdict(list)
    for at in sorted(best):
        found[-best[at][1]].append(told[at].report)
    return found


def _fold_copies(profiles: Sequence[Profile]) -> list[list[Profile]]:
    """Reports of copies of one text that stand in the same sentence, edited or not, are one from the start."""
    folds: Mapping[tuple[str, ...], list[list[Profile]]] = defaultdict(list)
    for profile in profiles:
        event = profile.report.event
        same = folds[profile.report.carrier.original or event.article, event.type, profile.state, profile.trigger]
        fold = next((fold for fold in same if _edited(fold[0], profile)), None)
        if fold is None:
            same.append([profile])
        else:
            fold.append(profile)
    return sorted((fold for same in folds.values() for fold in same), key=lambda fold: fold[0].order)


def _edited(one: Profile, other: Profile) -> bool:
    """Whether two sentences of different articles are the same but for some words."""
    if one.report.event.article == other.report.event.article:
        return False
    words, others = one.vector.keys(), other.vector.keys()
    return len(words & others) >= _ALIKE * len(words | others)
