"""Who has been named in this article so far: for last names, acronyms and pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Mention

__all__ = ["Roster", "one_edit"]

_FEMALE, _MALE = frozenset({"she", "her", "hers"}), frozenset({"he", "him", "his"})
_TITLES = {
    "Mr": "m",
    "Mr.": "m",
    "Mrs": "f",
    "Mrs.": "f",
    "Ms": "f",
    "Ms.": "f",
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
}


class Roster:
    """The article's memory, filled sentence by sentence in reading order."""

    def __init__(self) -> None:
        self._names: dict[str, Mention] = {}
        self._people: list[tuple[Mention, str]] = []
        self._bodies: list[Mention] = []
        self._groups: list[Mention] = []
        self._roles: dict[str, Mention] = {}

    def find(self, word: str) -> Mention | None:
        """The person or body that a last name or acronym stands for; a spelling one letter off counts for long names."""
        known = self._names.get(word)
        if known is None and len(word) >= 5:
            near = [name for name in self._names if abs(len(name) - len(word)) <= 1 and len(name) >= 5 and one_edit(name, word)]
            known = self._names[near[0]] if len(near) == 1 else None
        return known

    def refer(self, pronoun: str) -> Mention | None:
        """Whom a personal pronoun stands for: the latest person, body or group that it fits."""
        word = pronoun.lower()
        if word in _FEMALE | _MALE:
            wanted = "f" if word in _FEMALE else "m"
            for mention, gender in reversed(self._people):
                if gender in {wanted, ""}:
                    return mention
            return None
        if word in {"it", "its"}:
            return self._bodies[-1] if self._bodies else None
        if word in {"they", "their", "them"}:
            return self._groups[-1] if self._groups else None
        return None

    def holder(self, role: str) -> Mention | None:
        """Who was last named in this role: "the speaker" after "parliament speaker Qalibaf"."""
        return self._roles.get(_head(role))

    def learn(
        self,
        mentions: Sequence[Mention],
        names: Sequence[tuple[str, Mention]],
        genders: Sequence[str],
        subjects: frozenset[int],
    ) -> None:
        """Remember a sentence: its mentions (subjects last, as the likeliest to be meant) and the names they are known by."""
        for name, mention in names:
            self._names.setdefault(name, mention)
        ordered = sorted(zip(mentions, genders, strict=True), key=lambda pair: (pair[0].head in subjects, -pair[0].head))
        for mention, gender in ordered:
            if mention.kind == "name" and mention.actor.office:
                self._roles[_head(mention.actor.office)] = mention
            if mention.kind == "name":
                self._people.append((mention, gender))
            elif mention.kind in {"country", "organization", "group"}:
                (self._bodies if mention.kind != "group" else self._groups).append(mention)
            elif mention.kind == "role":
                self._groups.append(mention)
        del self._people[:-12], self._bodies[:-12], self._groups[:-12]


def _head(office: str) -> str:
    """The noun of an office: "speaker" of "speaker of parliament" and of "parliament speaker"."""
    return office.partition(" of ")[0].split()[-1].lower()


def one_edit(first: str, second: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed (never the first letter)."""
    if first[0] != second[0]:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
