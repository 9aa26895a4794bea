"""Who has been named in this article so far: for last names, acronyms, titles, descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.coding.who.cast import Cast
from dragoman.coding.who.pairs import Pairs
from dragoman.coding.who.speaking import Voices
from dragoman.coding.who.spelling import one_edit, sound
from dragoman.ontology import read_table
from dragoman.records import Mention

__all__ = ["Roster", "load_bodies", "load_descriptions", "sort_of"]

_FEMALE, _MALE = frozenset({"she", "her", "hers", "herself"}), frozenset({"he", "him", "his", "himself"})
_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_SHORTEST = 5
"""Letters of a name whose spelling may differ."""
_KEPT = 12
_PLURALS = frozenset(
    {"people", "police", "men", "women", "children", "troops", "personnel", "staff", "media", "press", "militiamen"}
)
"""Plurals, and nouns that take one, without a final s."""


@dataclass(frozen=True, slots=True)
class _Description:
    """What a noun may stand for when it comes with "the": kinds of mention (media, organization, international), sectors."""

    kinds: frozenset[str]
    sectors: frozenset[str]

    def fits(self, mention: Mention) -> bool:
        """Whether the noun may mean this mention."""
        actor = mention.actor
        kind = "media" if actor.sector == "JRN" else "international" if actor.country in _STATES else "organization"
        if kind == "international" and "organization" in self.kinds and "international" not in self.kinds:
            kind = "organization"
        return kind in self.kinds and (not self.sectors or actor.sector is None or actor.sector in self.sectors)


@cache
def load_descriptions() -> Mapping[str, _Description]:
    """The nouns of `descriptions.csv`."""
    path = files("dragoman.coding.who") / "data" / "descriptions.csv"
    return {
        row["noun"]: _Description(frozenset(row.many("kinds")), frozenset(row.many("sectors")))
        for row in read_table(path, ("noun", "kinds", "sectors"))
    }


@cache
def load_bodies() -> frozenset[str]:
    """Role nouns that mean a body, of `bodies.csv`: "it" may be a ministry, never a minister."""
    path = files("dragoman.coding.who") / "data" / "bodies.csv"
    return frozenset(row["noun"] for row in read_table(path, ("noun",)))


def sort_of(mention: Mention) -> str:
    """What a pronoun sees in a mention: person ("he", "she"), body ("it") or people ("they"); empty for none of them."""
    if mention.kind == "name":
        return "person"
    if mention.kind in {"country", "organization"}:
        return "body"
    if mention.kind not in {"role", "group"}:
        return ""
    noun = mention.text.split()[-1].lower()
    if noun in load_bodies():
        return "body"
    return "people" if mention.kind == "group" or noun.endswith("s") or noun in _PLURALS else "person"


class Roster:
    """The article's memory, filled sentence by sentence in reading order."""

    def __init__(self) -> None:
        self.cast, self.voices, self.pairs = Cast(), Voices(), Pairs()
        self._names: dict[str, Mention] = {}
        self._sounds: dict[str, set[str]] = {}
        self._people: list[tuple[Mention, str]] = []
        self._bodies: list[Mention] = []
        self._groups: list[Mention] = []
        self._roles: dict[str, tuple[str, Mention]] = {}
        self._countries: dict[str, None] = {}

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries named so far, the latest first."""
        return tuple(reversed(self._countries))

    def note_countries(self, countries: Iterable[str | None]) -> None:
        """Count these among the countries named, be it only by an adjective, as the latest."""
        for country in sorted(filter(None, countries)):
            if country not in _STATES:
                self._countries.pop(country, None)
                self._countries[country] = None

    def knows(self, word: str) -> bool:
        """Whether a person or body was named so, letter by letter."""
        return word in self._names

    def find(self, word: str) -> Mention | None:
        """The person or body that a last name or acronym stands for.

        A long name may be one letter off ("Sinwar", "Sinawar") or sound alike ("Qalibaf", "Ghalibaf"), if only one does.
        """
        known = self._names.get(word)
        if known is None and len(word) >= _SHORTEST:
            near = {name for name in self._names if abs(len(name) - len(word)) <= 1 and len(name) >= 5 and one_edit(name, word)}
            near = near or self._sounds.get(sound(word), set())
            meant = {id(self._names[name].actor): self._names[name] for name in near}
            known = next(iter(meant.values())) if len(meant) == 1 else None
        return known

    def refer(self, pronoun: str, barred: str = "") -> Mention | None:
        """Whom a personal pronoun stands for: the latest person, body or group that it fits, if not `barred` by name."""
        word = pronoun.lower()
        if word in _FEMALE | _MALE:
            wanted = "f" if word in _FEMALE else "m"
            for mention, gender in reversed(self._people):
                if (gender or self.cast.gender(mention)) in {wanted, ""} and (mention.actor.name or mention.text) != barred:
                    return mention
            return None
        if word in {"it", "its", "itself"}:
            return self._bodies[-1] if self._bodies else None
        if word in {"they", "their", "them", "themselves"}:
            return self._groups[-1] if self._groups else None
        return None

    def holder(self, role: str, noun: str) -> Mention | None:
        """Who was last named in this role, at whose head `noun` stands as it is written: "the speaker" after "parliament
        speaker Qalibaf", "the ministry" after Iran's, "the teachers" after other words for teachers."""
        before = self._roles.get(noun)
        if before is None:
            return None
        asked, held = _role_words(role), _role_words(before[0])
        return before[1] if asked <= held or held <= asked else None

    def described(self, noun: str) -> Mention | None:
        """The body named last that "the newspaper", "the group" or "the court" may mean."""
        description = load_descriptions().get(noun)
        if description is None:
            return None
        return next((m for m in reversed(self._bodies) if m.kind == "organization" and description.fits(m)), None)

    def called(self, noun: str) -> Mention | None:
        """The body named last whose name has the noun: "the foundation" after "the Exchange Foundation"."""
        for mention in reversed(self._bodies):
            words = (mention.actor.name or "").lower().split() if mention.kind == "organization" else []
            if len(words) > 1 and noun in words:
                return mention
        return None

    def _remember(self, mention: Mention) -> None:
        """A role without a name, by its head word as written and the role that its first reason names."""
        noun = mention.text.split()[-1].lower()
        role = next((reason.split("'")[1] for reason in mention.actor.basis if reason.startswith("role '")), noun)
        self._roles[noun] = (role, mention)

    def learn(
        self,
        mentions: Sequence[Mention],
        names: Sequence[tuple[str, Mention]],
        genders: Sequence[str],
        subjects: frozenset[int],
        several: Mapping[int, Mention],
    ) -> None:
        """Remember a sentence: its mentions (subjects last, as the likeliest to be meant) and the names they are known by.

        `several` are the parties that "and" joins, by the head of the first.
        A name keeps the first actor it had, until a later mention says a country or sector that this one lacked.
        """
        for mention, gender in zip(mentions, genders, strict=True):
            self.cast.note_gender(mention, gender)
        for name, mention in names:
            self.cast.note_name(name, mention)
            before = self._names.get(name)
            if before is None or _says_more(mention, before):
                self._names[name] = mention
            if before is None and len(name) >= _SHORTEST:
                self._sounds.setdefault(sound(name), set()).add(name)
        ordered = sorted(zip(mentions, genders, strict=True), key=lambda pair: (pair[0].head in subjects, -pair[0].head))
        for mention, gender in ordered:
            self.note_countries([mention.actor.country])
            if mention.kind == "name" and mention.actor.office:
                self._roles[_head(mention.actor.office)] = (mention.actor.office, mention)
            dateline = mention.kind == "country" and mention.text.isupper() and len(mention.text) > _SHORTEST
            sort = sort_of(mention)
            if sort == "person":
                self._people.append((mention, gender))
            elif sort == "body" and not dateline:
                self._bodies.append(mention)
            elif sort == "people":
                self._groups.append(mention)
            if mention.head in several:
                self._groups.append(several[mention.head])
            if mention.kind == "role" or (mention.kind == "organization" and mention.actor.name is None):
                self._remember(mention)
        del self._people[:-_KEPT], self._bodies[:-_KEPT], self._groups[:-_KEPT]


def _role_words(role: str) -> set[str]:
    return set(role.lower().replace("-", " ").split()) - {"of", "the"}


def _says_more(mention: Mention, before: Mention) -> bool:
    new, old = mention.actor, before.actor
    return mention.kind == before.kind and bool((new.country and not old.country) or (new.sector and not old.sector))


def _head(office: str) -> str:
    """The noun of an office: "speaker" of "speaker of parliament" and of "parliament speaker"."""
    return office.partition(" of ")[0].split()[-1].lower()
