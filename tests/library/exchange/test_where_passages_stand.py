"""Passages that are imported with their texts stand where their words are."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import CALM, TEXT, placed, shown, take_in


def test_a_text_is_taken_exactly_and_line_ends_move_no_place(lib: Library) -> None:
    second = TEXT.index("the boat")
    passage = GivenPassage("the boat lay still", second, second + 18)
    done = take_in(lib, GivenText("Calm", [CALM, passage], text="\ufeff" + TEXT, key="d1"))
    article, text = shown(lib)
    assert text == TEXT.replace("\r\n", "\n")
    assert (article.title, article.kind, article.path) == ("Calm", "text", "tried:d1")
    assert [one.quote for one in placed(lib)] == [CALM.quote, "the boat lay still"]
    assert (done.new, done.moved, done.tags) == (2, 2, 1)
    done = take_in(lib, GivenText("Calm", [CALM, passage], text=TEXT, key="d1"))
    assert (done.new, done.there) == (0, 2)


def test_what_the_file_places_exactly_is_not_said_to_be_found_elsewhere(lib: Library) -> None:
    assert take_in(lib, GivenText("Calm", [CALM], text=TEXT)).moved == 0


def test_hard_wrapped_lines_stay_lines(lib: Library) -> None:
    text = "\n".join(["words that fill a line of about fifty characters so"] * 6)
    take_in(lib, GivenText("Wrapped", [GivenPassage("words that", 0, 10)], text=text))
    assert shown(lib)[1] == text


def test_a_quote_that_stands_elsewhere_is_found_and_said_so(lib: Library) -> None:
    wrong = GivenPassage("Nobody spoke", 3, 15, key="1")
    spaced = GivenPassage("lay  still.\nNobody", 0, 4, key="2")
    done = take_in(lib, GivenText("Calm", [wrong, spaced], text=TEXT))
    assert [one.quote for one in placed(lib)] == ["lay still.\nNobody", "Nobody spoke"]
    assert (done.new, done.moved, done.is_whole) == (2, 2, True)


def test_a_quote_that_stands_twice_is_told_apart_by_what_is_around_it(lib: Library) -> None:
    one = GivenPassage("boat lay still", prefix="spoke; the ", key="1")
    other = GivenPassage("boat lay still", 70, 84, key="2")
    done = take_in(lib, GivenText("Calm", [one, other], text=TEXT))
    sure = [found for found in placed(lib) if found.is_sure]
    assert [found.start for found in sure] == [TEXT.rindex("boat") - 1]
    assert (done.new, done.review + done.orphaned) == (2, 1)


def test_a_quote_that_is_nowhere_keeps_its_words_as_an_orphan(lib: Library) -> None:
    lost = GivenPassage("Purple horizons unfurled backwards", 2, 36, note="why", key="1")
    done = take_in(lib, GivenText("Calm", [CALM, lost], text=TEXT))
    orphan = next(one for one in placed(lib) if one.status == "orphaned")
    assert (orphan.quote, orphan.note) == (lost.quote, "why")
    assert (done.new, done.orphaned) == (2, 1)
    assert take_in(lib, GivenText("Calm", [CALM, lost], text=TEXT)).there == 2


def test_a_text_of_another_version_is_followed_to_the_one_that_is_shown(lib: Library) -> None:
    old = (
        "It began with rain. "
        + "The town was quiet for days and days. " * 3
        + "Then it ended at last."
    )
    take_in(lib, GivenText("Rain", [], text="x" + old, url="https://example.org/r"))
    marks = [
        GivenPassage("It began with rain.", 0, 19, key="1"),
        GivenPassage("Then it ended at last.", len(old) - 22, len(old), key="2"),
        GivenPassage("The town was quiet", 20, 38, status="review", key="3"),
    ]
    done = take_in(lib, GivenText("Rain", marks, text=old, url="https://example.org/r"))
    statuses = {one.quote: one.status for one in placed(lib)}
    assert statuses["Then it ended at last."] == "moved"
    assert statuses["The town was quiet"] == "review"
    assert done.new == 3 and len(lib.articles()) == 1


def test_what_is_found_again_is_told(lib: Library) -> None:
    take_in(lib, GivenText("Calm", text=TEXT))
    told = GivenText("Calm", [GivenPassage("The sea was calm.", status="orphaned")])
    with pytest.raises(ReaderError, match="the status of 1 annotation"):
        take_in(lib, told, is_strict=True)
    assert take_in(lib, told).losses.counts() == {("the status", "annotation"): 1}
    assert placed(lib)[0].status == "anchored"
    assert take_in(lib, told, is_strict=True).there == 1


def test_html_is_understood_and_its_places_are_carried_over(lib: Library) -> None:
    markup = "<h1>Sea</h1><p>The <b>sea</b> was\n calm &amp; wide.</p><p>It *was*.</p>"
    text = "SeaThe sea was\n calm & wide.It *was*."
    marks = [
        GivenPassage(text[start:end], start, end, key=str(start))
        for start, end in ((3, 20), (0, 6), (len(text) - 7, len(text) - 1))
    ]
    done = take_in(lib, GivenText("Sea", marks, text=text, markup=markup, key="1"))
    article, canonical = shown(lib)
    assert (article.kind, canonical) == ("html", "Sea\n\nThe sea was calm & wide.\n\nIt *was*.")
    assert [one.quote for one in placed(lib)] == ["Sea\n\nThe", "The sea was calm", "*was*"]
    assert done.new == 3 and done.is_whole


def test_html_that_says_more_than_its_text_keeps_the_passages(lib: Library) -> None:
    markup = (
        "<p>The sea was calm.<img alt='A picture of it' src='x.png'></p><p>The boat lay still.</p>"
    )
    text = "The sea was calm.The boat lay still."
    marks = [GivenPassage("The boat lay still.", 17, 36, key="1")]
    take_in(lib, GivenText("Sea", marks, text=text, markup=markup))
    [one] = placed(lib)
    assert one.quote == "The boat lay still." and "picture" in shown(lib)[1]


def test_half_a_character_is_widened_to_a_whole_one(lib: Library) -> None:
    done = take_in(lib, GivenText("E", [GivenPassage("e", 3, 4)], text="cafe\u0301 au lait"))
    assert placed(lib)[0].quote == "e\u0301"
    assert done.losses.counts() == {("the exact ends", "annotation"): 1}
