"""What is done at the dialog that exports: names read and typed, a thread waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input

from reader.tui.views.export.dialog import ExportDialog
from tests.tui.given import Hands


def named(hands: Hands) -> str:
    """Give what stands in the field for the name."""
    return hands.desk.query_one(ExportDialog).query_one(Input).value


async def name(hands: Hands, path: Path | str) -> None:
    """Type another name."""
    hands.desk.query_one(ExportDialog).query_one(Input).value = str(path)
    await hands.settled()


async def soon(condition: Callable[[], bool]) -> None:
    """Wait for what happens while a thread is at work; five seconds at most."""
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to be so")
