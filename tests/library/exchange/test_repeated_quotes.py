"""Words that stand more than once, with a hint of which place is meant or without any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotation.model import Annotation
from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from reader.library.exchange.hinting import Hints
from reader.text.document import Document, PageMark, Span
from tests.library.exchange.given import take_in
from tests.library.exchange.test_round_trips import opened, sound
from tests.library.given import article_file, marked, span_of

TEXT = (
    "The tide comes in.\n\nSalt stays on the stones.\n\nThe tide goes out.\n\n"
    "Salt stays on the stones.\n\nNobody counts the tide.\n"
)


@pytest.fixture
def lib(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path / "library") as library:
        library.add([article_file(tmp_path, "tide.txt", TEXT)])
        yield library
        assert sound(library)


def told(*passages: GivenPassage) -> GivenText:
    return GivenText("tide", passages, key="tide")


def placed(library: Library) -> list[Annotation]:
    return sorted(library.annotations(), key=lambda one: (one.start, one.id))


def starts(part: str) -> list[int]:
    return [at for at in range(len(TEXT)) if TEXT.startswith(part, at)]


SALT = starts("Salt stays on the stones.")
TIDE = starts("tide")


def test_what_stands_several_times_waits_for_review_beside_place_after_place(lib: Library) -> None:
    salt = [GivenPassage("Salt stays on the stones.", key=str(n)) for n in range(3)]
    done = take_in(lib, told(*salt))
    assert (done.new, done.review, done.orphaned) == (3, 3, 0)
    waiting = placed(lib)
    assert {one.status for one in waiting} == {"review"}
    assert sorted(one.proposed_start for one in waiting) == [SALT[0], SALT[1], SALT[1]]
    assert all(TEXT[one.proposed_start :].startswith(one.quote) for one in waiting)
    assert take_in(lib, told(*salt)).entry is None


def test_a_place_that_is_proposed_cuts_no_character(lib: Library) -> None:
    given = GivenText("E", [GivenPassage("e", key="1")], text="cafe\u0301, une the\u0301")
    take_in(lib, given._replace(passages=[]))
    take_in(lib, given._replace(text=None))
    [one] = placed(lib)
    assert (one.status, one.proposed_start, one.proposed_end) == ("review", 3, 5)


def test_what_the_file_has_as_an_orphan_stays_one_though_its_words_are_there(lib: Library) -> None:
    take_in(lib, told(GivenPassage("tide", status="orphaned")))
    assert [one.status for one in placed(lib)] == ["orphaned"]


def test_a_beginning_is_believed_where_those_that_stand_once_begin_there(lib: Library) -> None:
    once = GivenPassage("goes out", start=TEXT.index("goes out"))
    take_in(lib, told(once, *(GivenPassage("tide", start=at) for at in TIDE)))
    assert [one.start for one in placed(lib) if one.quote == "tide"] == TIDE
    assert all(one.is_sure for one in placed(lib))


def test_a_beginning_in_other_units_is_not_believed_by_chance(lib: Library) -> None:
    elsewhere = GivenPassage("goes out", start=3)
    take_in(lib, told(elsewhere, GivenPassage("tide", start=TIDE[1])))
    assert {one.quote: one.status for one in placed(lib)} == {
        "goes out": "anchored",
        "tide": "review",
    }


def test_a_beginning_tells_apart_what_has_lost_its_white_space(lib: Library) -> None:
    squeezed = "stones. The tide"
    text = f"stones. The tide, {TEXT}"
    lib.add([article_file(lib.path.parent, "more.txt", text)])
    start = text.index("stones.\n\nThe tide")
    once = GivenPassage("goes out", start=text.index("goes out"))
    take_in(lib, GivenText("more", [once, GivenPassage(squeezed, start=start)], key="more"))
    assert [one.start for one in placed(lib)] == [start, once.start]


def test_a_page_tells_apart_what_stands_on_several() -> None:
    text = "salt one\n\nsalt two\n\nsalt three"
    pages = (PageMark(0, "1"), PageMark(10, "2"), PageMark(20, "3"))
    document = Document(text, (), 1, pages=pages)
    salt = GivenPassage("salt", start=2)
    hints = Hints(document, [GivenPassage("two", start=2), GivenPassage("three", start=3), salt])
    places = [Span(at, at + 4) for at in (0, 10, 20)]
    assert [hints.is_on_page(salt, place) for place in places] == [False, True, False]
    assert hints.place(salt) is None


@pytest.mark.parametrize("start", [10**15, 10**40])
def test_a_beginning_outside_of_the_text_means_nothing(start: int) -> None:
    hints = Hints(Document(TEXT, (), 1), [GivenPassage("goes out", start=start)])
    assert hints.place(GivenPassage("tide", start=start)) is None


@pytest.mark.parametrize("is_squeezed", [False, True])
def test_readwise_s_rows_come_back_where_they_were(tmp_path: Path, is_squeezed: bool) -> None:
    with opened(tmp_path / "a") as source, opened(tmp_path / "b") as target:
        file = article_file(tmp_path, "tide.txt", TEXT)
        article = source.add([file]).added[0]
        target.add([file])
        whole = "Salt stays on the stones.\n\nThe tide goes out.\n\nSalt stays"
        marked(source, article, whole, "sea", note="all")
        marked(source, article, "Nobody counts")
        for at in TIDE:
            source.annotate(article, Span(at, at + 4)).result()
        out = tmp_path / "all.csv"
        source.export(out, "readwise")
        if is_squeezed:
            out.write_text(out.read_text().replace(whole, " ".join(whole.split())))
        done = target.import_(out, "readwise")
        assert (done.new, done.review, done.orphaned) == (len(TIDE) + 2, 0, 0)
        expected = [Span(one.start, one.end) for one in placed(source)]
        assert [Span(one.start, one.end) for one in placed(target)] == expected
        assert span_of(source, article, whole) in expected
