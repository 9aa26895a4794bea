"""Incidents counted by country or dyad and period, for a regression: zero where the dataset looked, null where it did not."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dataset.query import Answer
from dragoman.dataset.reading import Dataset
from dragoman.errors import ConfigError
from dragoman.ontology import load_ontology

__all__ = ["PANELS", "Panel", "make_panel"]

PANELS = ("country-month", "country-day", "dyad-month")
_TOLD = {
    "country": "SELECT place_country AS country, {period}, {act} FROM told WHERE place_country IS NOT NULL",
    "dyad": (
        "SELECT actor, recipient, {period}, {act} FROM (SELECT *, unnest(actor_countries) AS actor FROM told),"
        " unnest(recipient_countries) others(recipient)"
    ),
}
_KEYS = {"country": "country", "dyad": "actor, recipient"}
_ACT = "type, quad, score, reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The rows of a panel, and how many incidents stand in none of them: undated ones, or without a country or dyad."""

    answer: Answer
    undated: int
    unplaced: int


def make_panel(dataset: Dataset, by: str, *, coverage: float = 1.0, status: str = "actual") -> Panel:
    """Counts of incidents by `by`, one of `PANELS`, in order of country or dyad, then period.

    A period is covered when the dataset holds articles published on at least the share `coverage` of its days. Rows are all
    countries (of the incidents' places) or dyads (each country of an actor with each of a recipient) that occur, in every
    period from the first article to the last; and periods outside, where incidents are dated there. An incident counts in the
    period in which it begins. Raises: ConfigError.
    """
    if by not in PANELS:
        raise ConfigError(f"--by {by}: choose one of {', '.join(PANELS)}.")
    if not 0 < coverage <= 1:
        raise ConfigError(f"--coverage {coverage:g}: give a share above 0, up to 1.")
    unit, _, period = by.partition("-")
    keys = _KEYS[unit]
    told = _TOLD[unit].format(period=f"CAST(date_trunc('{period}', date_start) AS DATE) AS {period}", act=_ACT)
    tests = {f"quad_{quad}": f"quad = {quad}" for quad in (1, 2, 3, 4)}
    tests |= {name.lower(): f"type = '{name}'" for name in load_ontology().types}
    counts = ",\n".join(f"count(*) FILTER ({test}) AS {name}" for name, test in tests.items())
    shown = [_filled(name) for name in ("incidents", "reports")] + ["mean_score"] + [_filled(name) for name in tests]
    cells = f"""WITH told AS (SELECT * FROM incidents WHERE status = $1 AND date_start IS NOT NULL),
        counted AS ({told}),
        cells AS (SELECT {keys}, {period}, count(*) AS incidents, sum(reports)::BIGINT AS reports, avg(score) AS mean_score,
            {counts} FROM counted GROUP BY ALL),
        looked AS (SELECT DISTINCT published AS day FROM articles WHERE published IS NOT NULL),
        periods AS (SELECT CAST(unnest(generate_series(date_trunc('{period}', min(day)), max(day), INTERVAL 1 {period}))
            AS DATE) AS {period} FROM looked),
        grid AS (SELECT {keys}, {period} FROM (SELECT DISTINCT {keys} FROM counted), periods
            UNION SELECT {keys}, {period} FROM counted),
        days AS (SELECT CAST(date_trunc('{period}', day) AS DATE) AS {period}, count(*) AS seen FROM looked GROUP BY 1),
        rows AS (SELECT *, coalesce(seen, 0) AS days_covered,
            date_diff('day', {period}, CAST({period} + INTERVAL 1 {period} AS DATE)) AS days
            FROM grid LEFT JOIN cells USING ({keys}, {period}) LEFT JOIN days USING ({period})),
        judged AS (SELECT *, days_covered >= $2 * days AS covered FROM rows)
        SELECT {keys}, {period}, days, days_covered, {', '.join(shown)}
        FROM judged ORDER BY {keys}, {period}"""
    database = dataset.database
    undated = Answer(database, "SELECT count(*) FROM incidents WHERE status = ? AND date_start IS NULL", [status])
    placeless = {"country": "place_country IS NULL", "dyad": "len(actor_countries) = 0 OR len(recipient_countries) = 0"}[unit]
    unplaced = Answer(
        database,
        f"SELECT count(*) FROM incidents WHERE status = ? AND date_start IS NOT NULL AND ({placeless})",
        [status],
    )
    return Panel(
        answer=Answer(database, cells, [status, coverage]),
        undated=int(undated.rows()[0][0]),
        unplaced=int(unplaced.rows()[0][0]),
    )


def _filled(name: str) -> str:
    """A count as it is, or zero where the period was covered; else null: nothing seen, and nobody looked."""
    return f"CASE WHEN {name} > 0 THEN {name} WHEN covered THEN 0 END AS {name}"
