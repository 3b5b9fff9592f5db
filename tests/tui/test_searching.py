"""One search at a time tells what it found: a screen of it at once, the rest as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from reader.library import Hit
from reader.query import parse
from reader.tui import searching
from reader.tui.desk import Desk

HIT = cast(Hit, object())


def told(found: Sequence[Hit]) -> list[tuple[int, bool]]:
    """Give how many hits were shown each time, and whether these were all."""
    shown: list[tuple[int, bool]] = []

    def search(*asked: object, **how: object) -> Iterator[Hit]:
        yield from found

    def run(work: Callable[[], None], **how: object) -> None:
        work()

    def call(tell: Callable[[], None]) -> None:
        tell()

    desk = SimpleNamespace(
        library=SimpleNamespace(search=search),
        app=SimpleNamespace(call_from_thread=call),
        run_worker=run,
    )
    made = searching.Searching(
        cast(Desk, desk), lambda hits, is_done: shown.append((len(hits), is_done))
    )
    made.now(parse("dam"))
    return shown


def test_a_screen_of_hits_is_shown_before_the_others_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "monotonic", lambda: 0.0)
    assert told([HIT] * 90) == [(24, False), (90, True)]
    assert told([HIT] * 5) == [(5, True)]
    assert told([]) == [(0, True)]


def test_hits_that_come_slowly_are_shown_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(99))
    monkeypatch.setattr(searching, "monotonic", lambda: float(next(times)))
    assert told([HIT] * 3) == [(1, False), (2, False), (3, False), (3, True)]
