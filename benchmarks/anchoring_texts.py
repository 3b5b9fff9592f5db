"""Texts to edit and to find quotes in again: what any machine with Python has, and made ones.

Thresholds were chosen on the texts of `developed`, figures are reported of those of `reported`:
other modules' words, other scripts, other seeds.
"""

from __future__ import annotations

import ast
import random
import re
import sysconfig
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from pydoc_data.topics import topics

SIZE = 60_000
"""Characters of each text."""
LONG = 700_000

_LETTERS = {
    "Latin": "aaabcdeeefghiiklmnooprsttuvz",
    "Cyrillic": "абвгдеежзиийклмноопрстуфхцчшыья",
    "Greek": "ααβγδεεζηθιικλμννξοοπρστυφχψω",
    "Arabic": "ااابتثجحخدرزسشصضطعغفقكللمنهوي",
}
_WORDS = 4_000
_PHRASES = 400


def developed() -> dict[str, str]:
    """Give the texts that thresholds were chosen on."""
    return {
        "docstrings a to l": _docstrings("a", "l")[:SIZE],
        "made, Greek": made("Greek", SIZE, seed=11),
        "made, Latin": made("Latin", SIZE, seed=12),
        "made, Chinese": made("Chinese", SIZE // 2, seed=13),
    }


def reported() -> dict[str, str]:
    """Give the texts that figures are reported of."""
    return {
        "Python's topics": _topics()[:SIZE],
        "docstrings m to z": _docstrings("m", "z")[:SIZE],
        "made, Cyrillic": made("Cyrillic", SIZE, seed=21),
        "made, Arabic": made("Arabic", SIZE, seed=22),
        "made, Chinese": made("Chinese", SIZE // 2, seed=23),
    }


def long() -> str:
    """Give a text of `LONG` characters, in English but for its end."""
    english = _topics() + "\n\n" + _docstrings("m", "z")
    return (english + "\n\n" + made("Cyrillic", LONG, seed=24))[:LONG]


def made(script: str, size: int, seed: int) -> str:
    """Give prose in no language: frequent and rare words, and phrases that come again."""
    chance = random.Random(seed)
    writer = _Chinese(chance) if script == "Chinese" else _Spaced(chance, _LETTERS[script])
    parts: list[str] = []
    length = 0
    while length < size:
        part = "".join(writer.sentence() for _ in range(chance.randint(3, 7))).strip()
        if chance.random() < 0.1:
            part = f"{writer.sentence().strip()[:30]}\n\n{part}"
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)


class _Spaced:
    """A vocabulary of words between spaces."""

    space, stop, comma = " ", ". ", ", "

    def __init__(self, chance: random.Random, letters: str) -> None:
        self._chance = chance
        words = (self._word(letters, rank) for rank in range(_WORDS))
        self._words = list(dict.fromkeys(words))
        # Zipf: the second word is half as frequent as the first.
        self._weights = [*accumulate(1 / (rank + 2) for rank in range(len(self._words)))]
        self._phrases = [self._run(chance.randint(2, 5)) for _ in range(_PHRASES)]

    def _word(self, letters: str, rank: int) -> str:
        shortest = 2 if rank < 100 else 4
        return "".join(self._chance.choices(letters, k=self._chance.randint(shortest, 10)))

    def _run(self, count: int) -> str:
        return self.space.join(
            self._chance.choices(self._words, cum_weights=self._weights, k=count)
        )

    def sentence(self) -> str:
        parts = []
        for _ in range(self._chance.randint(2, 5)):
            fresh = self._chance.random() > 0.2
            parts.append(
                self._run(self._chance.randint(2, 5))
                if fresh
                else self._chance.choice(self._phrases)
            )
        words = self.space.join(parts[:2]) + self.comma + self.space.join(parts[2:])
        return (words[:1].upper() + words[1:]).rstrip(self.comma) + self.stop


class _Chinese(_Spaced):
    """A vocabulary of one to three characters a word, and nothing between them."""

    space, stop, comma = "", "。", "，"

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance, "".join(map(chr, range(0x4E00, 0x4E00 + 2_500))))

    def _word(self, letters: str, rank: int) -> str:
        return "".join(
            self._chance.choices(letters, k=1 if rank < 100 else self._chance.randint(1, 3))
        )


@cache
def _topics() -> str:
    return _tidied("\n\n".join(topics[name] for name in sorted(topics)))


@cache
def _docstrings(first: str, last: str) -> str:
    folder = Path(sysconfig.get_paths()["stdlib"])
    names = sorted(path for path in folder.glob("*.py") if first <= path.name[0] <= last)
    return _tidied("\n\n".join(part for path in names for part in _of_module(path)))


def _of_module(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            said = ast.get_docstring(node)
            if said and len(said) > 60:
                yield said


def _tidied(text: str) -> str:
    """Give paragraphs of one line each, as a reader has them."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in paragraphs if part)
