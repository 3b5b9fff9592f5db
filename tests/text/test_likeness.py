"""Near copies have much the same signature, other texts have not, on every machine."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.likeness import NEAR, SLOTS, agreeing, bands, signature

_SYLLABLES = "ba ko ri mu te lan der shi por ven gal tri no sta el wo pa chi".split()
_WORDS = ["".join(random.Random(at).choices(_SYLLABLES, k=1 + at % 3)) for at in range(4000)]


def text_of(seed: int, words: int = 600) -> list[str]:
    """Give the words of a text of its own, common ones oftener than rare ones."""
    chance = random.Random(seed)
    return [_WORDS[int(len(_WORDS) ** chance.random()) - 1] for _ in range(words)]


def edited(words: list[str], share: float, seed: int) -> list[str]:
    """Give a text in which runs of words are others."""
    chance = random.Random(seed)
    made = list(words)
    for _ in range(int(len(words) * share / 8)):
        at = chance.randrange(len(made))
        made[at : at + 8] = text_of(chance.randrange(10**6), chance.randrange(12))
    return made


def share_of(first: list[str], second: list[str]) -> float:
    """Give the share of shingles of four words that two texts have in common, counted."""
    one, other = ({tuple(of[at : at + 4]) for at in range(len(of) - 3)} for of in (first, second))
    return len(one & other) / len(one | other)


def likeness(one: bytes, other: bytes) -> float:
    """Give the share of shingles that two texts have in common, by their signatures."""
    return agreeing(one, other) / SLOTS


def is_near(one: bytes, other: bytes) -> bool:
    return likeness(one, other) >= NEAR


def compare(first: list[str], second: list[str]) -> float:
    """Give the likeness of two texts by their signatures."""
    return likeness(signature(" ".join(first)), signature(" ".join(second)))


def are_brought_together(first: str, second: str) -> bool:
    """Tell whether two texts have a band in common."""
    return not set(bands(signature(first))).isdisjoint(bands(signature(second)))


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.2, 0.4])
@pytest.mark.parametrize("words", [40, 150, 800])
def test_likeness_is_about_the_share_of_what_two_texts_have_in_common(
    share: float, words: int
) -> None:
    off = []
    for seed in range(40):
        first = text_of(seed, words)
        second = edited(first, share, seed)
        off.append(compare(first, second) - share_of(first, second))
    assert abs(sum(off) / len(off)) < 0.04
    assert max(map(abs, off)) < 0.35


@pytest.mark.parametrize(
    "change",
    [
        lambda words: edited(words, 0.1, 3),
        lambda words: words[: len(words) * 4 // 5],
        lambda words: [*text_of(1, 40), *words, *text_of(2, 80)],
        lambda words: [word.upper() + "," for word in words],
    ],
)
def test_copies_with_little_changed_are_near_and_brought_together(
    change: Callable[[list[str]], list[str]],
) -> None:
    for seed in range(100, 160):
        words = text_of(seed)
        first, second = " ".join(words), " ".join(change(words))
        assert is_near(signature(first), signature(second))
        assert are_brought_together(first, second)


def test_texts_that_share_words_only_are_not_near() -> None:
    made = [signature(" ".join(text_of(seed))) for seed in range(60)]
    pairs = [(one, other) for at, one in enumerate(made) for other in made[:at]]
    assert max(likeness(one, other) for one, other in pairs) < 0.2
    assert not any(set(bands(one)) & set(bands(other)) for one, other in pairs)


def test_pages_of_one_site_are_not_near_for_their_menus() -> None:
    menu = "\n".join(["Home", "World news", "Weather", "Sports and games", "Sign in"] * 40)
    first, second = ("\n".join([menu, " ".join(text_of(at, 80)), menu]) for at in (1, 2))
    assert not is_near(signature(first), signature(second))


def test_one_story_on_two_sites_is_near_in_spite_of_their_menus() -> None:
    story = " ".join(text_of(5, 120))
    first = "Home\nNews\n" + "\n".join(text_of(6, 300)) + "\n" + story
    second = story + "\n\n" + "\n".join(text_of(7, 300))
    assert is_near(signature(first), signature(second))
    assert are_brought_together(first, second)


@pytest.mark.parametrize("first", [0x4E00, 0x3042, 0x0E01])
def test_scripts_without_spaces_are_compared_by_characters(first: int) -> None:
    chance = random.Random(9)
    text = "".join(chr(first + int(60 * chance.random())) for _ in range(800))
    assert is_near(signature(text), signature(text[:300] + "ー。" + text[330:]))
    other = "".join(chr(first + int(60 * chance.random())) for _ in range(800))
    assert likeness(signature(text), signature(other)) < 0.2


def test_what_shows_no_letter_has_no_signature_and_is_like_nothing() -> None:
    assert signature(" \n—!") == b""
    assert bands(b"") == []
    assert likeness(b"", b"") == 0
    assert signature("word") and len(bands(signature("word"))) == len(bands(signature("a b c d e")))


def test_signatures_are_the_same_on_every_machine_and_in_every_run() -> None:
    whole = b"".join(signature(" ".join(text_of(seed, 9 + seed * 30))) for seed in range(20))
    whole += signature("Überall müssen längere Wege gegangen werden. 漢字交じりの文である。")
    assert hashlib.sha256(whole).hexdigest()[:16] == "7c2ab84bf49f5792"
    made = bands(signature("one two three four five"))
    assert all(0 <= band < 2**47 for band in made)
    assert made[0] == 120867573692557


@given(st.text())
def test_any_text_is_as_itself_in_any_case(text: str) -> None:
    made = signature(text)
    assert len(made) in (0, 2 * SLOTS)
    assert likeness(made, signature(text)) == (1 if made else 0)
    assert len(bands(made)) == (16 if made else 0)
