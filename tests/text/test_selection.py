"""Select mode: what each motion does to the origin and the end that moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import selection as select
from reader.text import units
from reader.text.characters import character_at
from reader.text.document import Document, Span
from reader.text.graphemes import is_boundary
from reader.text.plain import parse
from reader.text.selection import Selection
from tests.text.marked import read, shown
from tests.text.strategies import places

Motion = Callable[[Document, Selection], Selection]

MOTIONS: dict[str, Motion] = {
    "h": select.left,
    "l": select.right,
    "w": select.next_word,
    "b": select.previous_word,
    "e": select.word_end,
    ")": select.next_sentence,
    "(": select.previous_sentence,
    "}": select.next_paragraph,
    "{": select.previous_paragraph,
    "o": lambda document, selection: select.other_end(selection),
    "v": select.anew,
}


def typed(marked: str, keys: str) -> str:
    document, selection = read(marked)
    for key in keys:
        selection = MOTIONS[key](document, selection)
    return shown(document, selection)


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("one [two|] three four", "w", "one [two three|] four"),
        ("one [two|] three four", "ww", "one [two three four|]"),
        ("one [two|] three four", "wb", "one [two|] three four"),
        ("one [two|] three four", "b", "[|one two] three four"),
        ("one [two|] three four", "wbb", "[|one two] three four"),
        ("zero one [two|] three", "bbw", "zero [|one two] three"),
        ("zero one [two|] three", "bw", "zero one [|two] three"),
        ("zero one [two|] three", "bww", "zero one [two three|]"),
        ("zero one [two|] three", "bbee", "zero one[| two] three"),
        ("one [two|] three", "e", "one [two three|]"),
        ("one, [two|]; three.", "w", "one, [two; three|]."),
    ],
)
def test_words_are_taken_in_and_left_out_with_the_origin_whole(
    before: str, keys: str, after: str
) -> None:
    assert typed(before, keys) == after


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("one [two|] three", "l", "one [two |]three"),
        ("one [two|] three", "h", "one [tw|]o three"),
        ("one [two|] three", "hh", "one [t|]wo three"),
        ("one [two|] three", "hhh", "one[| t]wo three"),
        ("one [two|] three", "hhhl", "one [|t]wo three"),
        ("one [two|] three", "hhhll", "one [tw|]o three"),
        ("one [two|] three", "oh", "one[| two] three"),
        ("one [two|] three", "ol", "one t[|wo] three"),
        ("one [two|] three", "olll", "one tw[o |]three"),
        ("one [e\u0301🇩🇪|] b", "h", "one [e\u0301|]🇩🇪 b"),
        ("one [e\u0301🇩🇪|] b", "ol", "one e\u0301[|🇩🇪] b"),
    ],
)
def test_characters_cut_the_origin(before: str, keys: str, after: str) -> None:
    assert typed(before, keys) == after


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("One. [Two.|] Three.", ")", "One. [Two. Three.|]"),
        ("One. [Two.|] Three.", "(", "[|One. Two.] Three."),
        ("One. Mid [two|] end. Three.", ")", "One. Mid [two end.|] Three."),
        ("One. Mid [two|] end. Three.", "(", "One. [|Mid two] end. Three."),
        ("One.\n\n[Two.|]\n\nThree.", "}", "One.\n\n[Two.\n\nThree.|]"),
        ("One.\n\n[Two.|]\n\nThree.", "{", "[|One.\n\nTwo.]\n\nThree."),
        ("One.\n\n[Two.|]\n\nThree.", "l", "One.\n\n[Two.\n\nT|]hree."),
        ("One.\n\n[Two.|]\n\nThree.", "lh", "One.\n\n[Two.|]\n\nThree."),
        ("One.\n\n[Two.|]\n\nThree.", "oh", "One[|.\n\nTwo.]\n\nThree."),
        ("One.\n\n[Two.|]\n\nThree.", "w", "One.\n\n[Two.\n\nThree|]."),
    ],
)
def test_larger_units_and_the_gaps_between_blocks(before: str, keys: str, after: str) -> None:
    assert typed(before, keys) == after


@pytest.mark.parametrize(
    ("marked", "keys"),
    [("one [two|]", "w"), ("one [two|]", "l"), ("[|one] two", "b"), ("[|one] two", "h"),
     ("One. [Two.|]", ")"), ("One. [Two.|]", "}"), ("[|One.] Two.", "("), ("[|One.] Two.", "{")],
)  # fmt: skip
def test_extending_past_the_end_stays_at_the_end(marked: str, keys: str) -> None:
    assert typed(marked, keys * 3) == marked


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one [two|] three", "one [|two] three"),
        ("one [|two] three", "one [two|] three"),
    ],
)
def test_the_other_end_moves_after_o(before: str, after: str) -> None:
    assert typed(before, "o") == after


def test_the_other_end_can_be_moved_by_words() -> None:
    assert typed("zero one [two|] three", "wo") == "zero one [|two three]"
    assert typed("zero one [two|] three", "wob") == "zero [|one two three]"
    assert typed("zero one [two|] three", "wow") == "zero one two [|three]"


def test_selecting_anew_takes_the_word_at_the_moving_end() -> None:
    assert typed("one [two|] three", "wv") == "one two [three|]"
    assert typed("one [two|] three", "bv") == "[one|] two three"


def test_a_rows_ends_are_reached() -> None:
    document, selection = read("one two [three|] four five")
    row = Span(4, 18)
    assert shown(document, select.line_end(selection, row)) == "one two [three four|] five"
    assert shown(document, select.line_start(selection, row)) == "one [|two three] four five"


def test_a_row_that_starts_inside_the_origin_cuts_it() -> None:
    document, selection = read("[one two three|] four")
    assert shown(document, select.line_start(selection, Span(8, 18))) == "[one two |]three four"


def drawn(document: Document, first: int, last: int) -> Selection:
    """Select from one character to another as a drag of the mouse does."""
    return select.spanning(character_at(document, first), character_at(document, last))


def test_the_mouse_draws_both_ways_with_both_characters() -> None:
    document = parse("one two three")
    assert shown(document, drawn(document, 5, 9)) == "one t[wo th|]ree"
    assert shown(document, drawn(document, 9, 5)) == "one t[|wo th]ree"
    assert shown(document, drawn(document, 5, 5)) == "one t[w|]o three"


def test_growing_goes_from_word_to_section_and_back() -> None:
    body = "Zoom, the firm, said so. It closed three accounts."
    document = parse(f"A title of some length\n\n{body}\n\nMore text here.")
    offset = document.text.index("firm")
    span = units.word_at(document, offset)
    grown = [span]
    while (larger := select.grow(document, grown[-1])) != grown[-1]:
        grown.append(larger)
    assert [document.text[start:end] for start, end in grown] == [
        "firm",
        "the firm,",
        "Zoom, the firm, said so.",
        body,
        document.text,
    ]
    shrunk = [grown[-1]]
    while (smaller := select.shrink(document, shrunk[-1], offset)) != shrunk[-1]:
        shrunk.append(smaller)
    assert shrunk == grown[::-1]


def test_growing_a_passage_over_two_sentences_takes_its_paragraph() -> None:
    document = parse("One two. Three four. Five.\n\nSix.")
    assert select.grow(document, Span(4, 14)) == (0, 26)


@given(places(), st.text("hlwbe(){}ov", max_size=12))
def test_a_selection_is_never_empty_and_on_boundaries(
    place: tuple[Document, int], keys: str
) -> None:
    document, offset = place
    selection = select.start(units.word_at(document, offset))
    if selection.origin == units.NOWHERE:
        return
    for key in keys:
        selection = MOTIONS[key](document, selection)
        start, end = selection.span
        assert 0 <= start < end <= len(document.text)
        assert is_boundary(document.text, start)
        assert is_boundary(document.text, end)
        assert selection.head in (start, end)


@given(places(), st.text("wbe(){}", max_size=12))
def test_the_origin_stays_whole_under_all_but_characters(
    place: tuple[Document, int], keys: str
) -> None:
    document, offset = place
    origin = units.sentence_at(document, offset)
    selection = select.start(origin)
    if origin == units.NOWHERE:
        return
    for key in keys:
        selection = MOTIONS[key](document, selection)
        assert selection.span.start <= origin.start
        assert selection.span.end >= origin.end


@given(places(), st.text("hlwbe(){}", max_size=6))
def test_the_other_end_changes_no_passage(place: tuple[Document, int], keys: str) -> None:
    document, offset = place
    selection = select.start(units.word_at(document, offset))
    if selection.origin == units.NOWHERE:
        return
    for key in keys:
        selection = MOTIONS[key](document, selection)
    other = select.other_end(selection)
    assert other.span == selection.span
    assert other.forward != selection.forward


@given(places(), st.integers(0, 100))
def test_a_drawn_selection_holds_both_places(place: tuple[Document, int], last: int) -> None:
    document, first = place
    if not document.text or first >= len(document.text) or last >= len(document.text):
        return
    start, end = drawn(document, first, last).span
    assert start <= min(first, last) < max(first, last) + 1 <= end


@given(places())
def test_growing_holds_what_it_grew_from(place: tuple[Document, int]) -> None:
    document, offset = place
    span = units.word_at(document, offset)
    for _ in range(8):
        larger = select.grow(document, span)
        assert larger.start <= span.start
        assert span.end <= larger.end
        span = larger
    assert select.grow(document, span) == span


LONG = "x" * 9_000


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        (f"one {LONG} [two|] three", "b", f"one [|{LONG} two] three"),
        (f"one {LONG} [two|] three", "bb", f"[|one {LONG} two] three"),
        (f"one {LONG} [two|] three", "bbw", f"one [|{LONG} two] three"),
        (f"one {LONG} [two|] three", "bbee", f"one {LONG}[| two] three"),
        (f"[one|] {LONG} two three", "wwb", f"[one {LONG}|] two three"),
        (f"[one|] {LONG} two three", "eeb", f"[one {LONG}|] two three"),
    ],
)
def test_a_long_word_is_one_step(before: str, keys: str, after: str) -> None:
    assert typed(before, keys) == after
