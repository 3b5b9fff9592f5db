"""Passages found again in a changed text: exactly, for review where it is not sure, or not."""

from __future__ import annotations

import random
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotation.reanchoring import NewPlace, Reanchoring
from reader.annotation.seeds import Seeds
from reader.text.document import Span
from reader.text.graphemes import is_boundary, next_boundary, snap

BEFORE = (
    "The ferry left the north pier at six. Its lamps were lit, and the deck smelled of tar. "
    "Two crates of oranges stood by the rail.\n\n"
    "Nobody had counted the passengers. A clerk wrote down names until his pencil broke.\n\n"
)
QUOTE = "The harbour master closed the ledger and went home"
AFTER = (
    ", for the tide was already turning. Behind him the lamps went out one by one.\n\n"
    "In the morning the boats were gone. The keeper of the light said that he had seen nothing."
)
OLD = BEFORE + QUOTE + AFTER
HERE = Span(len(BEFORE), len(BEFORE) + len(QUOTE))


def found(old: str, new: str, span: Span) -> tuple[str, str]:
    """Give the status of a passage in the new text, and the words that stand at its place."""
    place = Reanchoring(old, new).find(span)
    return place.status, new[slice(*place.span)] if place.span else ""


def prose(seed: int, sentences: int, letters: str = "abcdefghiklmnoprstuvw") -> str:
    chance = random.Random(seed)
    words = ["".join(chance.choices(letters, k=chance.randint(2, 8))) for _ in range(600)]
    return " ".join(
        " ".join(chance.choices(words, k=chance.randint(5, 12))).capitalize() + "."
        for _ in range(sentences)
    )


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (OLD, QUOTE),
        ("A line before it all.\n\n" + OLD, QUOTE),
        (OLD.replace("lamps", "lanterns"), QUOTE),
        (OLD.replace("tide", "wind").replace("broke.", "broke at last."), QUOTE),
        (AFTER.strip(", ") + "\n\n" + BEFORE + QUOTE, QUOTE),
        (OLD.replace("closed the ledger", "shut the old ledger"), QUOTE.replace(
            "closed the ledger", "shut the old ledger")),
        (OLD.replace("The harbour", "Teh harbour"), QUOTE.replace("The", "Teh")),
        (OLD.replace("went home, for", "went hoome, for"), QUOTE.replace("home", "hoome")),
        (OLD.replace("The harbour", "A bell rang. The harbour"), QUOTE),
        (OLD.replace("home,", "home at nine,"), QUOTE),
        (OLD.replace("\n\n", " "), QUOTE),
    ],
)  # fmt: skip
def test_a_passage_is_found_exactly(new: str, words: str) -> None:
    assert found(OLD, new, HERE) == ("moved", words)


@pytest.mark.parametrize(
    "new",
    [
        "",
        BEFORE + AFTER.removeprefix(", for"),
        OLD.replace(QUOTE, "Rain fell"),
        prose(5, 40),
        "x",
    ],
)
def test_a_passage_that_is_gone_is_found_nowhere(new: str) -> None:
    assert Reanchoring(OLD, new).find(HERE) == NewPlace("orphaned", None, 0.0)


def test_of_two_likes_the_surroundings_tell_which_it_is() -> None:
    old = f"{prose(1, 9)} {QUOTE}. {prose(2, 9)} {QUOTE}. {prose(3, 9)}"
    second = old.rindex(QUOTE)
    new = old.replace(" ", "  ", 3).replace("home. ", "home, at last. ")
    place = Reanchoring(old, new).find(Span(second, second + len(QUOTE)))
    assert place.status == "moved"
    assert place.span == Span(new.rindex(QUOTE), new.rindex(QUOTE) + len(QUOTE))


def test_a_deleted_passage_is_not_taken_for_its_like() -> None:
    first, second = f"{prose(1, 9)} {QUOTE}. {prose(2, 9)}", f" {QUOTE}. {prose(3, 9)}"
    old, new = first + second, first.replace(f" {QUOTE}.", "", 1) + second
    assert found(old, new, Span(first.index(QUOTE), first.index(QUOTE) + len(QUOTE)))[0] == (
        "orphaned"
    )


def test_a_deleted_passage_is_not_taken_for_a_near_copy() -> None:
    near = QUOTE.replace("ledger", "window")
    old = f"{prose(1, 9)} {QUOTE}. {prose(2, 9)} {near}. {prose(3, 9)}"
    new = old.replace(f" {QUOTE}.", "", 1)
    at = old.index(QUOTE)
    assert found(old, new, Span(at, at + len(QUOTE)))[0] == "orphaned"


def test_one_of_a_row_of_equal_lines_is_for_review_when_the_row_shrinks() -> None:
    row = "The bell rang once more.\n" * 200
    old, new = f"Begin.\n{row}End.", f"Begin.\n{row[25:]}End."
    status, words = found(old, new, Span(7 + 25 * 90, 7 + 25 * 90 + 24))
    assert (status, words) == ("review", "The bell rang once more.")


def test_two_places_that_fit_alike_are_for_review() -> None:
    stanza = prose(7, 30)
    old = f"{prose(1, 30)}\n\n{stanza}\n\n{prose(2, 30)}"
    new = f"{prose(3, 30)}\n\n{stanza}\n\n{prose(4, 30)}\n\n{stanza}\n\n{prose(6, 30)}"
    middle = old.index(stanza) + len(stanza) // 2
    assert found(old, new, Span(middle, middle + 40))[0] == "review"


def test_half_a_passage_is_for_review_at_most() -> None:
    new = OLD.replace("The harbour master closed ", "")
    assert found(OLD, new, HERE)[0] != "orphaned"
    assert found(OLD, OLD.replace(" harbour master closed the ledger and", ""), HERE)[0] != "moved"


def test_a_long_passage_is_found_by_its_ends() -> None:
    whole = prose(11, 120)
    old = f"{prose(1, 20)}\n\n{whole}\n\n{prose(2, 20)}"
    new = f"{prose(3, 5)} {old}".replace(". ", "; ", 60)
    at = old.index(whole)
    place = Reanchoring(old, new).find(Span(at, at + len(whole)))
    assert place.status == "moved"
    assert place.span is not None
    words = new[slice(*place.span)]
    assert (words[:9], words[-20:]) == (whole[:9], whole[-20:])


@pytest.mark.parametrize(
    ("letters", "seed"),
    [
        ("абвгдежзиклмнопрсту", 1),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 300))), 2),
        ("".join(map(chr, range(0x20000, 0x20000 + 300))), 3),
        ("ابتجدرسصعفقكلمنهوي", 4),
        ("a\u0301e\u0308io\u0302n\u0303s", 5),
    ],
)
def test_it_works_in_any_script(letters: str, seed: int) -> None:
    old = prose(seed, 60, letters)
    start = snap(old, len(old) // 2)
    span = Span(start, snap(old, start + 50))
    chance = random.Random(seed)
    new = "".join(letter for letter in old if chance.random() > 0.03)
    place = Reanchoring(old, new).find(span)
    assert place.status == "moved"
    assert place.span is not None
    assert abs(place.span.start - start * 0.97) < 60
    assert 0 < place.span.end - place.span.start <= 55


@pytest.mark.parametrize(
    "letters", ["áàạêếớưđéíbcmnpth", "".join(map(chr, range(0xAC00, 0xAC00 + 400)))]
)
def test_accents_written_in_another_way_change_nothing(letters: str) -> None:
    old = unicodedata.normalize("NFC", prose(3, 60, letters))
    new = unicodedata.normalize("NFD", f"Before it. {old}")
    for one, other in ((old, new), (new, old)):
        start = snap(one, len(one) // 2)
        span = Span(start, snap(one, start + 60))
        status, words = found(one, other, span)
        assert status == "moved"
        assert unicodedata.normalize("NFC", words) == unicodedata.normalize(
            "NFC", one[slice(*span)]
        )


def test_what_is_no_passage_is_not_found() -> None:
    for span in (Span(3, 3), Span(-1, 2), Span(0, len(OLD) + 1), Span(5, 4)):
        assert Reanchoring(OLD, OLD).find(span).status == "orphaned"


TEXTS = st.one_of(
    st.text("ab .\n", max_size=200),
    st.text("e\u0301\u200d👩🏽🇩🇪漢字\r\n ", max_size=120),
    st.builds(lambda seed, size: prose(seed, size), st.integers(0, 4), st.integers(0, 30)),
)


def spans(data: st.DataObject, text: str) -> Span:
    start = snap(text, data.draw(st.integers(0, len(text) - 1)))
    return Span(start, next_boundary(text, data.draw(st.integers(start, len(text) - 1))))


@settings(max_examples=200, deadline=None)
@given(TEXTS.filter(bool), TEXTS, st.data())
def test_a_place_is_a_passage_of_the_new_text_and_always_the_same(
    old: str, new: str, data: st.DataObject
) -> None:
    span = spans(data, old)
    place = Reanchoring(old, new).find(span)
    assert place == Reanchoring(old, new).find(span)
    assert 0 <= place.score <= 1
    assert (place.span is None) == (place.status == "orphaned")
    if place.span is not None:
        assert 0 <= place.span.start < place.span.end <= len(new)
        assert is_boundary(new, place.span.start)
        assert is_boundary(new, place.span.end)


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(bool), st.data())
def test_an_unchanged_text_keeps_everything(text: str, data: st.DataObject) -> None:
    span = spans(data, text)
    assert Reanchoring(text, text).find(span) == NewPlace("moved", span, 1.0)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 9), st.text("xyz 漢\n", max_size=40), st.data())
def test_what_is_put_before_shifts_a_passage_exactly(
    seed: int, more: str, data: st.DataObject
) -> None:
    old = prose(seed, 20)
    at = data.draw(st.integers(0, len(old) // 2))
    start = data.draw(st.integers(at + 1, len(old) - 40))
    span = Span(start, start + data.draw(st.integers(24, 40)))
    new = old[:at] + more + old[at:]
    place = Reanchoring(old, new).find(span)
    assert place.status == "moved"
    assert place.span == Span(start + len(more), span.end + len(more))


def steps(work: Callable[[], object]) -> int:
    """Count the lines of our code that run, and the characters handed to the aligner."""
    count = 0

    def traced(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if "annotation" not in frame.f_code.co_filename:
            return None
        count += 1
        if frame.f_code.co_name in ("aligned", "distance") and event == "call":
            one, other = list(frame.f_locals.values())[:2]
            count += len(one) * len(other) // 64
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    ["a", "ab", "The very same line stands here again.\n", "The same sentence again. ", "漢", "\n",
     "e\u0301"],
)  # fmt: skip
def test_hostile_texts_take_no_more_than_their_length(unit: str) -> None:
    def work(size: int) -> Callable[[], object]:
        old = unit * (size // len(unit))
        new = old[: size // 2] + "!" + old[size // 2 + len(unit) * 3 :]
        found = Reanchoring(old, new)
        places = range(size // 4, 3 * size // 4, size // 8)
        return lambda: [found.find(Span(at, at + 600)) for at in places]

    assert steps(work(80_000)) < 2.5 * steps(work(40_000)) + 20_000


def test_what_aligns_is_imported_by_the_first_changed_text_only() -> None:
    program = (
        "import sys\n"
        "from reader.annotation.reanchoring import Reanchoring\n"
        "from reader.text.document import Span\n"
        "Reanchoring('a b c', 'a b c').find(Span(2, 3))\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_very_long_text_is_indexed_sparsely() -> None:
    seeds = Seeds("some words " * 100_000, 8)
    assert 1_100_000 / seeds.step < 90_000
