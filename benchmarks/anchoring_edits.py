"""A text, quotes in it, and the text after random edits: where each quote is now, is known."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.text.document import Span

RATES = (0.0, 0.05, 0.10, 0.20)
"""Shares of characters, or of words, that are inserted, deleted or replaced."""
_RIGHT = 0.8
"""Overlap (intersection over union) from which on a place is the right one."""
_MOVED = 0.2
"""Share of the paragraphs that stand elsewhere afterwards."""
SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+(?=\s|$)|[。！？]|$)", re.MULTILINE)
"""A sentence, roughly."""
_DENSE = re.compile("[\u4e00-\u9fff]")

Letter = tuple[str, int]
"""A character, and the offset in the old text that it stands for; -1 for one that is new."""


@dataclass(frozen=True)
class Quote:
    """A passage of the old text, and where it is in the new one."""

    span: Span
    repeated: bool
    """Whether its words stand in the old text more than once."""
    truth: Span | None
    """Where it is now; `None` where it was deleted."""


@dataclass(frozen=True)
class Edited:
    """A text before and after, with quotes."""

    old: str
    new: str
    rate: float
    moved: bool
    """Whether paragraphs stand elsewhere."""
    quotes: Sequence[Quote]


def edited(
    text: str, rate: float, *, moved: bool, by_words: bool, each: int, chance: random.Random
) -> Edited:
    """Give `text` with sentences and paragraphs repeated in it, before and after edits.

    There are `each` quotes of each kind: unique and repeated, kept and deleted.
    """
    old = _with_repeats(text, chance)
    kept, deleted, gone = _quotes(old, each, chance)
    letters = [*_letters(old, gone, chance if moved else None)]
    change = _by_words if by_words else _by_characters
    letters = [*change(letters, rate, sorted(set(old.replace("\n", ""))), chance)]
    new = "".join(letter for letter, _ in letters)
    where = {origin: at for at, (_, origin) in enumerate(letters) if origin >= 0}
    quotes = [Quote(span, repeated, None) for span, repeated in deleted]
    for span, repeated in kept:
        places = {offset: where[offset] for offset in range(*span) if offset in where}
        stays = sum(old[offset] == new[place] for offset, place in places.items())
        # What edits took half of is neither kept nor deleted.
        if stays * 2 > span.end - span.start:
            truth = Span(min(places.values()), max(places.values()) + 1)
            quotes.append(Quote(span, repeated, truth))
    return Edited(old, new, rate, moved, quotes)


def is_right(place: Span, truth: Span) -> bool:
    """Whether a place is where the passage is now, or nearly."""
    shared = max(min(place.end, truth.end) - max(place.start, truth.start), 0)
    both = place.end - place.start + truth.end - truth.start - shared
    return shared >= _RIGHT * both


def _with_repeats(text: str, chance: random.Random) -> str:
    """Give a text where some sentences, paragraphs and headlines stand several times."""
    parts = text.split("\n\n")
    refrains = [found[0].strip() for found in SENTENCE.finditer(text) if 15 < len(found[0]) < 200]
    space = "" if len(_DENSE.findall(text[:400])) > 100 else " "
    for refrain in chance.sample(refrains, 30):
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(parts))
            first = chance.random() < 0.5
            parts[at] = f"{refrain}{space}{parts[at]}" if first else f"{parts[at]}{space}{refrain}"
    for paragraph in chance.sample(parts, 8):
        for _ in range(chance.randint(1, 3)):
            parts.insert(chance.randrange(len(parts)), paragraph)
    headlines = [refrain[:20].strip() for refrain in chance.sample(refrains, 3)]
    for _ in range(30):
        parts.insert(chance.randrange(len(parts)), chance.choice(headlines))
    return "\n\n".join(parts)


def _quotes(
    old: str, each: int, chance: random.Random
) -> tuple[list[tuple[Span, bool]], list[tuple[Span, bool]], list[Span]]:
    """Choose quotes to keep and to delete, and the sentences that go with the latter."""
    sentences = [Span(*found.span()) for found in SENTENCE.finditer(old) if len(found[0]) > 12]
    sentences += _lines(old)
    chance.shuffle(sentences)
    wanted = {(kept, repeated): each for kept in (True, False) for repeated in (True, False)}
    taken: list[Span] = []
    kept: list[tuple[Span, bool]] = []
    deleted: list[tuple[Span, bool]] = []
    gone: list[Span] = []
    for sentence in sentences:
        if not any(wanted.values()):
            break
        if any(one.start < sentence.end and sentence.start < one.end for one in taken):
            continue
        span = _part(old, sentence, chance)
        repeated = old.count(old[span.start : span.end]) > 1
        keep = chance.random() < 0.5
        if not wanted[keep, repeated]:
            keep = not keep
        if not wanted[keep, repeated]:
            continue
        wanted[keep, repeated] -= 1
        taken.append(sentence)
        (kept if keep else deleted).append((span, repeated))
        if not keep:
            gone.append(sentence)
    return kept, deleted, gone


def _lines(old: str) -> list[Span]:
    """Give the paragraphs that are no longer than a few sentences, headlines among them."""
    return [Span(*found.span()) for found in re.finditer(r"[^\n]{8,600}", old)]


def _part(old: str, sentence: Span, chance: random.Random) -> Span:
    """Give the sentence, or some words of it."""
    if chance.random() < 0.5:
        first = sentence.start + len(old[slice(*sentence)]) - len(old[slice(*sentence)].lstrip())
        return Span(first, sentence.end)
    words = [
        Span(*found.span())
        for found in re.finditer(
            r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+", old[: sentence.end][sentence.start :]
        )
    ]
    if len(words) < 3:
        return Span(sentence.start, sentence.end)
    count = chance.randint(2, min(len(words), 12))
    first = chance.randrange(len(words) - count + 1)
    start, end = words[first].start, words[first + count - 1].end
    if end - start < 5:
        return Span(sentence.start, sentence.end)
    return Span(sentence.start + start, sentence.start + end)


def _letters(old: str, gone: Sequence[Span], chance: random.Random | None) -> Iterator[Letter]:
    """Give the characters that stay, paragraphs moved if there is a chance."""
    dead = bytearray(len(old))
    for start, end in gone:
        dead[start:end] = b"\1" * (end - start)
    paragraphs = [Span(*found.span()) for found in re.finditer(r"[^\n]+(?:\n\n)?", old)]
    if chance is not None:
        for _ in range(int(len(paragraphs) * _MOVED)):
            one = paragraphs.pop(chance.randrange(len(paragraphs)))
            paragraphs.insert(chance.randrange(len(paragraphs) + 1), one)
    for start, end in paragraphs:
        for offset in range(start, end):
            if not dead[offset]:
                yield old[offset], offset


def _by_characters(
    letters: Sequence[Letter], rate: float, alphabet: Sequence[str], chance: random.Random
) -> Iterator[Letter]:
    """Insert, delete or replace characters, line ends left as they are."""
    for letter in letters:
        if letter[0] == "\n" or chance.random() >= rate:
            yield letter
            continue
        edit = chance.randrange(3)
        if edit == 0:
            yield chance.choice(alphabet), -1
            yield letter
        elif edit == 1:
            yield chance.choice(alphabet), letter[1]


def _by_words(
    letters: Sequence[Letter], rate: float, alphabet: Sequence[str], chance: random.Random
) -> Iterator[Letter]:
    """Insert, delete or replace words by other words of the text; single characters in Chinese."""
    text = "".join(letter for letter, _ in letters)
    dense = len(_DENSE.findall(text[:2_000])) > 500
    found = [Span(*match.span()) for match in re.finditer(r"[^\n]" if dense else r"[^\s]+ ?", text)]
    words = [text[start:end] for start, end in found]
    at = 0
    for start, end in found:
        yield from letters[at:start]
        at = end
        if chance.random() >= rate:
            yield from letters[start:end]
            continue
        edit = chance.randrange(3)
        word = chance.choice(words)
        if edit == 0:
            yield from ((letter, -1) for letter in word)
            yield from letters[start:end]
        elif edit == 1:
            yield from (
                (letter, letters[min(start + place, end - 1)][1])
                for place, letter in enumerate(word)
            )
    yield from letters[at:]
