"""What is told of texts and passages, and cannot be kept as it is, is counted."""

from __future__ import annotations

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import CALM, TEXT, placed, shown, take_in


def test_a_title_and_an_author_that_are_too_long_are_cut_and_told(lib: Library) -> None:
    long = "word " * 500
    given = GivenText(long, [CALM], text=TEXT, author=long, source="w" * 2_000)
    done = take_in(lib, given)
    told = {("the end of the title", "text"): 1, ("the end of the author", "text"): 1}
    assert done.losses.counts() == told
    assert shown(lib)[0].title == long[:2_000].strip()
    assert not take_in(lib, given).losses


def test_control_characters_of_notes_are_told_and_line_ends_are_none(lib: Library) -> None:
    notes = ["a\x1b[2J", "b\u202ec", "d\r\ne\rf\tg"]
    marks = [GivenPassage(note=note, key=note, annotator=note[0]) for note in notes]
    done = take_in(lib, GivenText("Calm", marks, text=TEXT))
    assert done.losses.counts() == {("the control characters", "note"): 2}
    assert {one.note for one in placed(lib)} == {"a␛[2J", "b\ufffdc", "d\ne\nf\tg"}


def test_a_note_keeps_a_mark_at_its_start(lib: Library) -> None:
    given = GivenText("Calm", [CALM._replace(note="\ufeffcalm")], text=TEXT)
    assert take_in(lib, given, is_strict=True).new == 1
    assert placed(lib)[0].note == "\ufeffcalm"


def test_a_mark_in_a_text_without_a_name_is_said_to_be_there(lib: Library) -> None:
    done = take_in(lib, GivenText(" ", [GivenPassage(start=5, end=5)], text=TEXT))
    assert [one.words for one in done.dropped] == ["a mark in a text without a name"]


def test_a_location_is_told_where_there_is_no_text_that_it_is_in(lib: Library) -> None:
    given = GivenText("Book", [GivenPassage("words", 7)], key="b")
    assert take_in(lib, given).losses.counts() == {("the place", "annotation"): 1}
