"""An import into a library that another program changes at the same time."""

from __future__ import annotations

import math

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from reader.library.exchange import preparing, storing_given
from reader.library.exchange.imported import ImportProgress
from reader.library.exchange.work import Work
from tests.library.exchange.given import take_in


def test_a_text_that_is_changed_again_and_again_is_named(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []
    write = storing_given.Writing.work

    def work(writing: storing_given.Writing, work: Work, end: float) -> bool:
        if work.given.title == "Busy":
            tries.append(work.given.title)
            raise storing_given.StaleError(work)
        return write(writing, work, end)

    monkeypatch.setattr(storing_given.Writing, "work", work)
    texts = [
        GivenText(title, [GivenPassage("words", 0, 5)], text=f"words of {title}")
        for title in ("Busy", "Calm")
    ]
    done = take_in(lib, *texts)
    assert [(one.words, one.why) for one in done.dropped] == [
        ("Busy", "another program kept changing it")
    ]
    assert 1 < len(tries) < 10
    assert (done.new, done.is_whole) == (1, False)
    assert take_in(lib, texts[0]).message == "nothing kept"


def test_annotations_of_a_text_that_changes_on_the_way_are_counted_once(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = [GivenPassage(f"Thought {n}, and no other.", key=str(n)) for n in range(60)]
    monkeypatch.setattr(storing_given, "monotonic", lambda: math.inf)
    meanwhile: list[GivenPassage] = []

    def change(at: ImportProgress) -> None:
        if at.done and not meanwhile:
            meanwhile.append(GivenPassage("Something else.", key="other"))
            take_in(lib, GivenText("Book", meanwhile, key="book"))

    done = take_in(lib, GivenText("Book", quotes, key="book"), progress=change)
    assert meanwhile and len(lib.annotations()) == 61
    assert (done.new, done.there, len(done.made), len(done.found)) == (60, 0, 1, 0)


@pytest.mark.parametrize(
    "other",
    [
        GivenText("Calm", text="words of the sea"),
        GivenText("Else", text="words of the sea, all", url="https://example.org/sea"),
    ],
)
def test_an_article_that_another_program_makes_meanwhile_is_not_made_twice(
    lib: Library, monkeypatch: pytest.MonkeyPatch, other: GivenText
) -> None:
    prepare = preparing.Preparing.prepare
    made: list[GivenText] = []

    def prepared(ready: preparing.Preparing, given: GivenText) -> Work | None:
        work = prepare(ready, given)
        if not made:
            made.append(other)
            take_in(lib, other)
        return work

    monkeypatch.setattr(preparing.Preparing, "prepare", prepared)
    words = [GivenPassage("words", 0, 5)]
    url = "https://example.org/sea"
    done = take_in(lib, GivenText("Sea", words, text="words of the sea", url=url))
    assert (len(done.made), len(done.found), done.new, len(lib.articles())) == (0, 1, 1, 1)
