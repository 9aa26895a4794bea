"""Acronyms that an article introduces in brackets."""

from __future__ import annotations

from dragoman.records import Parse

__all__ = ["bracketed"]


def bracketed(parse: Parse, token: int) -> int | None:
    """For an acronym alone in brackets, the token before them: "Front" in "the People's Front (PF)"."""
    if not 1 < token < len(parse) - 1 or parse.words[token - 1] != "(" or parse.words[token + 1] != ")":
        return None
    word = parse.words[token]
    return token - 2 if 1 < len(word) <= 12 and word[0].isupper() and sum(map(str.isupper, word)) > 1 else None
