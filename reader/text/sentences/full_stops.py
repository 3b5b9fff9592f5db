"""Whether a full stop ends a sentence: what stands before it and what comes next tell.

A stop after an abbreviation, an initial or an ordinal goes on or ends, each class by a rule
of its own; the words are data, in `abbreviations`. Only a few characters around are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.text.sentences.abbreviations import (
    AFTER_TIMES,
    BEFORE_NUMBERS,
    ELIDED,
    GERMAN_DETERMINERS,
    LABELLED,
    MAYBE_LAST,
    NAME_PARTICLES,
    NEVER_LAST,
    ORDINAL_NAMES,
    ORDINAL_NOUNS,
    STARTERS,
    TITLES,
    USUALLY_LAST,
)

_REACH = 32
_BEFORE_TOKEN = re.compile(r"(?s:.*[\s\"'“”‘’„«»‹›(\[{/—–\u3040-\u30ff\u3400-\u9fff])?")
_WORD = re.compile(r"\w{1,40}+(?:[’']\w{1,40}+)?")
_LAST_WORD = re.compile(r"(?s:.*[\s(“„«])?")
_SPACED = re.compile(r"\.\s")
_ROMAN = re.compile(r"(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})\Z")
_NUMBER_SIGNS = ("§", "§§", "№", "#")
_ATTACHED = ("’", "'", "/")
_DOUBLED = re.compile(r"([A-Z])\1\Z")
_KNOWN = TITLES | NEVER_LAST | BEFORE_NUMBERS | USUALLY_LAST | MAYBE_LAST


class _Place(NamedTuple):
    before: str
    """What stands before the token, a few characters at most."""
    token: str
    """What the stop is set to, without it: `Dr`, `p.m`, `3`."""
    gap: str
    """White space, opening quotes and dashes between the stop and the next word."""
    word: str
    """The next word as it is written, or nothing."""
    after: str
    """Two characters after the next word."""
    leads: bool
    """Whether the token is the first of its sentence."""


def ends_sentence(text: str, begin: int, dot: int, following: int, end: int) -> bool:
    """Whether the full stop at `dot` ends the sentence from `begin`.

    `following` is the offset of what comes next, behind white space and opening quotes.
    """
    head = text[max(begin, dot - _REACH) : dot]
    opening = _BEFORE_TOKEN.match(head)
    token = head[opening.end() :] if opening else head
    if _is_plain(token):
        return True
    found = _WORD.match(text, following, end)
    place = _Place(
        before=head[: len(head) - len(token)],
        token=token,
        gap=text[dot + 1 : following][-8:],
        word=found[0] if found else text[following : following + 1],
        after=text[found.end() : min(found.end() + 2, end)] if found else "",
        leads=_leads(head[: len(head) - len(token)], dot - begin < _REACH),
    )
    return _ends_at(place)


def _leads(before: str, is_whole: bool) -> bool:
    """Whether a list's number or letter may stand behind `before`: at a start or a colon."""
    before = before.rstrip()
    return before.endswith(":") or (is_whole and not before.strip(" \t\n(“\"„«[‘'"))


def _is_plain(token: str) -> bool:
    """Whether `token` is a common word or nothing, after which a stop is just a stop."""
    if not token:
        return True
    if len(token) < 4 or not token.isalpha() or token.isupper():
        return False
    lowered = token.lower()
    return not (token in _KNOWN or lowered in _KNOWN or lowered.endswith("str"))


def _ends_at(place: _Place) -> bool:
    token = place.token
    if token.isdecimal() or (len(token) > 1 and _ROMAN.match(token)):
        return _ends_after_number(place)
    for name in _names(place):
        known = _ends_after_known(name, place)
        if known is not None:
            return known
    if len(token) == 1 and token.isalpha():
        return _ends_after_letter(place)
    if _is_initials(token):
        return _starts_likely(place)
    return not (_DOUBLED.match(token) and _DOUBLED.match(place.word))


def _names(place: _Place) -> Iterator[str]:
    """Give what the abbreviation may be known as, longest first: `n. Chr.` before `Chr.`."""
    spaced = ""
    if "." in place.before:
        joined = _SPACED.sub(".", place.before + place.token)
        opening = _BEFORE_TOKEN.match(joined)
        spaced = joined[opening.end() :] if opening else joined
    # Spaced capitals are a person's: `S. A. Cosby`.
    token = place.token if not spaced or spaced.isupper() else spaced
    parts = token.split(".")
    for count in (3, 2):
        if len(parts) >= count:
            yield ".".join(parts[-count:])
    yield place.token.rsplit("-")[-1]


def _ends_after_known(name: str, place: _Place) -> bool | None:
    """Whether the stop of the abbreviation `name` ends its sentence; None if it is not known."""
    lowered = name.lower()
    if name in TITLES or lowered in TITLES or name in NEVER_LAST:
        return False
    # `CA` is a state, not `ca.`.
    if lowered in NEVER_LAST and not name.isupper():
        return False
    if name in BEFORE_NUMBERS or lowered in BEFORE_NUMBERS or lowered.endswith("str"):
        return not (_is_number(place) or (len(place.word) == 1 and place.after[:1] in ".,)"))
    if name in USUALLY_LAST:
        return not (_is_number(place) or place.word.lower() in AFTER_TIMES)
    if name in MAYBE_LAST or lowered in MAYBE_LAST:
        return _starts_likely(place)
    return None


def _ends_after_number(place: _Place) -> bool:
    """Whether the stop after a number ends a sentence, and is not an ordinal's or a list's."""
    if len(place.token) > 3 and place.token.isdecimal():
        return True
    word = place.word.lower()
    if place.leads or word in ORDINAL_NAMES or word.endswith(ORDINAL_NOUNS):
        return False
    if word[:1].isdecimal():
        return len(place.token) > 2
    return _word_before(place) not in GERMAN_DETERMINERS or _starts_likely(place)


def _ends_after_letter(place: _Place) -> bool:
    """Whether the stop after a lone letter ends a sentence: an initial, a unit, a label."""
    if place.leads or _is_number(place) or _is_dotted_letter(place):
        return False
    if f"{place.token}.{place.word}" in _KNOWN or _is_volume(place):
        return False
    before = _word_before(place)
    if before in LABELLED or before.endswith("°"):
        return True
    # `don’t`, `km/h`, `100 m`
    if place.token.islower() and (place.before[-1:] in _ATTACHED or before[-1:].isdecimal()):
        return True
    named = place.word.lower() in NAME_PARTICLES and place.after[1:].isupper()
    return _starts_likely(place) and not named


def _starts_likely(place: _Place) -> bool:
    """Whether the next word likely starts a sentence, and is not a name's."""
    if "¿" in place.gap or "¡" in place.gap:
        return True
    # `WASHINGTON, D.C. — The senator` goes on.
    if _is_dotted_letter(place) or any(dash in place.gap for dash in "—–-"):
        return False
    # `Mi. u. Do.`
    if place.word in BEFORE_NUMBERS and place.after.startswith("."):
        return False
    word = place.word.lower()
    first = re.split("[’']", word)[0]
    return word in STARTERS or (first != word and (first in ELIDED or first in STARTERS))


def _is_number(place: _Place) -> bool:
    if place.word == "I":
        return False
    return (
        place.word[:1].isdecimal()
        or place.word in _NUMBER_SIGNS
        or _ROMAN.match(place.word) is not None
    )


def _is_dotted_letter(place: _Place) -> bool:
    return len(place.word) == 1 and place.after[:1] in (".", "-")


def _is_volume(place: _Place) -> bool:
    """Whether a lone capital numbers what a small letter stands for: `t. I, p. 3`."""
    return place.token.islower() and len(place.word) == 1 and place.after[:1] in (",", ")", ";")


def _word_before(place: _Place) -> str:
    before = place.before.rstrip()
    opening = _LAST_WORD.match(before)
    return (before[opening.end() :] if opening else before).lower()


def _is_initials(token: str) -> bool:
    """Whether `token` is made of single letters: `J`, `J.R.R`, `J.-P`, `U.S`."""
    return all(len(part.lstrip("-")) == 1 and part[-1].isalpha() for part in token.split("."))
