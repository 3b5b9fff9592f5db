"""The input thread's waits: short after input, else as long as they are asked to be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from selectors import EVENT_READ, SelectSelector

import pytest
from textual.drivers import linux_driver
from textual.drivers.headless_driver import HeadlessDriver

from reader.library import Library
from reader.tui.escape import PromptDriver, PromptSelector, _run_input_thread
from tests.tui.given import reading

SOON = 0.026


class Waits:
    """A selector on a pipe, and how long each of its waits was to be."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reading, self.writing = os.pipe()
        self.asked: list[float | None] = []
        self.selector = PromptSelector()
        self.selector.register(self.reading, EVENT_READ)
        monkeypatch.setattr(SelectSelector, "select", self.select)
        self.coming = [False]
        """Whether there is input, at each look."""

    def select(self, timeout: float | None) -> list[str]:
        self.asked.append(timeout)
        return ["input"] if self.coming.pop(0) else []

    def waits(self, *coming: bool, timeout: float | None = 0.1) -> list[float | None]:
        """Give the waits of the input thread for as many looks as there are in `coming`."""
        self.coming, self.asked = list(coming), []
        while self.coming:
            self.selector.select(timeout)
        return self.asked


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Waits]:
    monkeypatch.setattr("reader.tui.escape.SOON", SOON)
    made = Waits(monkeypatch)
    yield made
    os.close(made.reading)
    os.close(made.writing)


def test_while_nothing_comes_the_thread_wakes_no_more_often(at: Waits) -> None:
    assert at.waits(False, False, False) == [0.1, 0.1, 0.1]


def test_the_first_wait_after_input_ends_with_the_delay(at: Waits) -> None:
    assert at.waits(True, False, False, False) == [0.1, SOON, 0, 0.1]


def test_each_input_is_followed_by_a_short_wait(at: Waits) -> None:
    assert at.waits(True, True, True, False, False, False) == [0.1, SOON, SOON, SOON, 0, 0.1]


def test_what_came_while_the_thread_was_held_up_is_read_before_the_clock(at: Waits) -> None:
    assert at.waits(True, False, True, False, False) == [0.1, SOON, 0, SOON, 0]


def test_a_wait_that_is_short_or_without_end_stays_so(at: Waits) -> None:
    assert at.waits(True, True, timeout=0.01) == [0.01, 0.01]
    assert at.waits(True, False, timeout=None) == [None, None]


def test_the_input_thread_waits_with_that_selector() -> None:
    names = _run_input_thread.__globals__
    assert names["selectors"].SelectSelector is PromptSelector
    assert names["selectors"].EVENT_READ == EVENT_READ
    assert "SelectSelector" in _run_input_thread.__code__.co_names
    assert vars(linux_driver)["selectors"].SelectSelector is SelectSelector


async def test_the_app_has_the_driver_in_a_terminal_and_none_without(library: Library) -> None:
    async with reading(library) as hands:
        assert hands.app.driver_class is PromptDriver
        assert isinstance(hands.app._driver, HeadlessDriver)


def test_another_driver_that_is_asked_for_is_taken(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textual import constants

    from reader.config import Settings
    from reader.tui.app import ReaderApp

    name = "textual.drivers.linux_inline_driver:LinuxInlineDriver"
    monkeypatch.setattr(constants, "DRIVER", name)
    app = ReaderApp(library, None, Settings("ann", theme="dark"))
    assert app.driver_class.__name__ == "LinuxInlineDriver"
