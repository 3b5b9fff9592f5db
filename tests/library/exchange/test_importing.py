"""One import as a whole: what it cannot keep, strictly nothing, stopped, and given anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.library import Library, doctor
from tests.library.exchange.given import CALM, TEXT, take_in
from tests.library.given import dump, library


def test_what_cannot_be_kept_is_named(lib: Library) -> None:
    done = take_in(
        lib,
        GivenText("Empty", [GivenPassage(note="on nothing")]),
        GivenText("Blank", [], text="  \n"),
        GivenText("Calm", [GivenPassage(start=5, end=5, note="nowhere")], text=TEXT),
    )
    assert [one.words for one in done.dropped] == ["“on nothing”", "Blank", "“nowhere”"]


def test_a_mark_without_words_is_named_by_where_it_is(lib: Library) -> None:
    blank = GivenPassage(" \n", 17, 18, key="12")
    done = take_in(lib, GivenText("Calm", [blank, GivenPassage(start=5, end=5)], text=TEXT))
    assert [one.words for one in done.dropped] == ["mark 12 in “Calm”", "a mark in “Calm”"]


def test_strictly_nothing_is_written_unless_all_is_kept(lib: Library) -> None:
    lost = GivenPassage("Purple horizons unfurled backwards", key="2")
    before = dump(lib.path)
    for texts in ([GivenText("Calm", [CALM, lost], text=TEXT)], [GivenTag(";")]):
        with pytest.raises(ReaderError, match="not all of"):
            take_in(lib, *texts, is_strict=True)
    assert dump(lib.path) == before and not lib.log()
    assert take_in(lib, GivenText("Calm", [CALM], text=TEXT), is_strict=True).new == 1


def test_stopping_keeps_what_is_in_and_the_same_again_goes_on(lib: Library) -> None:
    texts = [
        GivenText(
            f"T{n}", [GivenPassage(f"Text {n}", 0, 6 + len(str(n)))], text=f"Text {n}. " * 40_000
        )
        for n in range(12)
    ]
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30

    done = take_in(lib, *texts, stopped=stopped)
    assert done.stopped and 0 < done.new < 12
    assert take_in(lib, *texts).new == 12 - done.new
    lib.undo().result()
    lib.undo().result()
    assert not lib.articles()


def test_a_library_without_write_ahead_logging_takes_an_import(tmp_path: Path) -> None:
    library(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "annotations.db")) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with library(tmp_path) as opened:
        assert take_in(opened, GivenText("Calm", [CALM], text=TEXT)).new == 1


_ANY = st.text(max_size=12) | st.sampled_from(
    ["\ud800", "\x00", "../..", "</script>", "\ufeff", " "]
)


_NUMBERS = st.integers(-5, 60) | st.sampled_from([10**15, -(10**15)])


_PASSAGES = st.builds(
    GivenPassage,
    quote=_ANY | st.sampled_from(["a b", "b\r\nc", "e"]),
    start=_NUMBERS,
    end=_NUMBERS,
    prefix=_ANY,
    suffix=_ANY,
    tags=st.lists(_ANY, max_size=3).map(tuple),
    note=_ANY,
    annotator=_ANY,
    created=_ANY | st.just("0001-01-01T00:00:00+14:00"),
    status=_ANY | st.sampled_from(["review", "orphaned", "moved"]),
    text_hash=_ANY,
    id=_ANY | st.just("5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c1"),
    key=_ANY,
)


_TEXTS = st.builds(
    GivenText,
    title=_ANY,
    passages=st.lists(_PASSAGES, max_size=5),
    text=st.none() | _ANY | st.just("\ufeffa b\r\nc de\u0301 a b\u2028x"),
    # A page is read in a process of its own, which takes its time: see the example.
    markup=st.just(""),
    article=_ANY | st.just("5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c2"),
    text_hash=_ANY,
    blocks=st.sampled_from([b"", b"[", b"[[0,1,2]]", b"\0blocks\2junk", b"[[0,9999999999,1]]"]),
    rules=st.integers(-1, 5),
    kind=_ANY,
    path=_ANY,
    url=_ANY | st.just("https://example.org/"),
    author=_ANY,
    metadata=st.dictionaries(_ANY, _ANY | st.lists(_ANY), max_size=2),
    key=_ANY,
)


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example([GivenText("A", [GivenPassage("a b", 0, 3)], text="a b\r\nc", markup="<p>a b\0<p>c</b>")])
@given(st.lists(_TEXTS | st.builds(GivenTag, _ANY, _ANY, _ANY, _NUMBERS), max_size=4))
def test_whatever_is_given_the_library_stays_sound(
    tmp_path_factory: pytest.TempPathFactory, given_: list[GivenText | GivenTag]
) -> None:
    lib = library(tmp_path_factory.mktemp("given"))
    take_in(lib, *given_)
    again = take_in(lib, *given_)
    # Of two that claim to be one article, the second may become it and draw the first to it.
    claims = [one.article for one in given_ if isinstance(one, GivenText) and one.article]
    if len(set(claims)) == len(claims):
        assert not again.made and not again.new
    assert [str(one) for one in doctor.examine(lib.path) if one.grade == "problem"] == []
    lib.close()
