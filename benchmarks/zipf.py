"""Articles by the thousand with words as often as a language has them: few often, many hardly ever.

An index of words takes a text of such words as it takes real ones; words that are all equally
often would make it too large and its searches too quick.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from itertools import accumulate, count

WORDS = 30_000
_FLAT = 1.7
"""How much less than by Zipf's law the very first words are ahead of those behind them."""
_CONSONANTS = "bdfghklmnprstvw"
_VOWELS = "aeiou"
_ACCENTED = "éüòçñ"
_SYLLABLES = ((20, 1), (300, 2), (3_000, 3), (WORDS, 4))
"""How many syllables the words up to a rank have."""
_SOURCES = ("Harbour Post", "The Tide", "Hill Weekly", "Radio North")
_FIRST = datetime.date(2000, 1, 1)
_DAYS = 9_000


class Texts:
    """Texts that come out the same in every run."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self.words = self._vocabulary()
        """All words, the commonest first."""
        self._weights = list(accumulate(1 / (rank + _FLAT) for rank in range(WORDS)))

    def body(self, size: int) -> str:
        """Give paragraphs of sentences with headings between them, of about so many characters."""
        words = iter(self._drawn(size // 5 + 100))
        parts: list[str] = []
        length = 0
        for number in count():
            part = self._heading(words) if number % 4 == 0 else self._paragraph(words)
            parts.append(part)
            length += len(part) + 2
            if length >= size:
                return "\n\n".join(parts)[:size] + "\n"
        raise AssertionError("unreachable")

    def article(self, size: int) -> str:
        """Give an article of about so many characters with front matter."""
        words = iter(self._drawn(20))
        day = _FIRST + datetime.timedelta(days=self._random.randrange(_DAYS))
        fields = {
            "title": _some(words, 7).capitalize(),
            "author": _some(words, 2).title(),
            "source": self._random.choice(_SOURCES),
            "date": day.isoformat(),
        }
        front = "".join(f"{name}: {value}\n" for name, value in fields.items())
        return f"---\n{front}---\n\n{self.body(size - len(front) - 9)}"

    def _vocabulary(self) -> list[str]:
        found: dict[str, None] = {}
        for until, syllables in _SYLLABLES:
            while len(found) < until:
                found[self._word(syllables)] = None
        return list(found)

    def _word(self, syllables: int) -> str:
        choice = self._random.choice
        word = "".join(choice(_CONSONANTS) + choice(_VOWELS) for _ in range(syllables))
        if self._random.random() < 0.5:
            word += choice(_CONSONANTS)
        if syllables > 1 and self._random.random() < 0.08:
            word = word[:-1] + choice(_ACCENTED)
        return word

    def _drawn(self, amount: int) -> list[str]:
        return self._random.choices(self.words, cum_weights=self._weights, k=amount)

    def _heading(self, words: Iterator[str]) -> str:
        return "## " + _some(words, 4).capitalize()

    def _paragraph(self, words: Iterator[str]) -> str:
        sentences = self._random.randint(2, 5)
        lengths = [self._random.randint(8, 24) for _ in range(sentences)]
        return " ".join(_some(words, length).capitalize() + "." for length in lengths)


def _some(words: Iterator[str], amount: int) -> str:
    return " ".join(word for word, _ in zip(words, range(amount), strict=False))
