"""What is said of an export when it is done, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.counting import plural
from reader.text.cells import drawn, width_of
from reader.text.normal import visible
from reader.tui.views.export.places import at_home


def told(count: int, noun: str, target: Path, losses: Sequence[str], room: int) -> str:
    """Say how many of what went where, and what is not in it, in so many cells if that may be.

    The path gives way first, from its middle.
    """
    start = f"{plural(count, noun)} exported to "
    shown = [drawn(visible(text)) for text in (str(target), at_home(target))]
    shown.append(f"{'/' if target.is_absolute() else ''}…/{drawn(visible(target.name))}")
    ways = [start + place + lost for lost in _lost(losses) for place in shown]
    return next((way for way in ways if width_of(way) <= room), ways[-1])


def _lost(losses: Sequence[str]) -> list[str]:
    """Give what is not in it: whole, then shorter."""
    if not losses:
        return [""]
    whole = f" · not in it: {', '.join(losses)}"
    if len(losses) == 1:
        return [whole]
    return [whole, f" · not in it: {losses[0]} and {plural(len(losses) - 1, 'more kind')}"]


def ahead(losses: Sequence[str], looked_at: int, *, is_all: bool) -> str:
    """Say before it is written what will not be in it, as far as that was looked at."""
    if is_all:
        return f"not in it: {', '.join(losses)}" if losses else "nothing is lost in it"
    first = f"the first {looked_at:,}"
    if not losses:
        return f"nothing of {first} is lost in it"
    return f"not in it, of {first}: {', '.join(losses)}"
