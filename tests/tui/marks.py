"""What tests of marking share: the sentences that are marked, tags given by keys, a slow disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from reader.library import Library
from tests.tui.given import Hands

FIRST = "Twitter deleted 170,000 accounts."
SECOND = "The core, said one, was small."
THIRD = "Nobody knew who ran it."


@contextmanager
def slow_disk(library: Library) -> Iterator[None]:
    """Hold the writer thread until the block is left, as a slow disk does."""
    go_on = Event()
    waiting = library._store.write(lambda step: go_on.wait(10))
    try:
        yield
    finally:
        go_on.set()
        waiting.result()


async def tagged(hands: Hands, *tags: str) -> None:
    """Tag with the picker: all but the last are ticked."""
    await hands.press("t")
    for tag in tags[:-1]:
        await hands.type(tag)
        await hands.press("tab")
    await hands.type(tags[-1])
    await hands.press("enter")


def quotes(hands: Hands) -> list[str]:
    return [mark.quote for mark in hands.stored()]
