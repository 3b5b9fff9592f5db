"""What is said of an export when it is done, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.counting import plural
from reader.formats.known import Format
from reader.text.cells import drawn, width_of
from reader.text.normal import visible
from reader.tui.views.export.places import at_home

if TYPE_CHECKING:
    from reader.library.exchange.exporting import Exported
    from reader.library.exchange.previewing import Preview


def told(done: Exported, target: Path, room: int) -> str:
    """Say how many of what went where, and what is not in it, in so many cells if that may be.

    Where room is short what is lost is told in fewer words, then the folder is left out.
    """
    start = f"{plural(done.written, done.noun)} exported to "
    if ".." in target.parts:
        target = target.parent.resolve() / target.name
    shown = [drawn(visible(text)) for text in (str(target), at_home(target))]
    shown.append(f"{'/' if target.is_absolute() else ''}…/{drawn(visible(target.name))}")
    rest = f" · {plural(len(done.left), 'file')} left as of an earlier export" if done.left else ""
    lost = _lost([*done.losses.gathered()])
    ways = [start + place + one + rest for place in shown for one in lost]
    return next((way for way in ways if width_of(way) <= room), ways[-1])


def refused(problem: str, hint: str, files: Sequence[Path], room: int) -> str:
    """Say why nothing was written and what to do, in so many cells if that may be."""
    short = problem
    for file in files:
        short = short.replace(str(file), file.name or "/")
    # Options are the command line's.
    hint = hint.removesuffix(" with -o")
    whole = [problem, short]
    ways = [*(f"{one}; {hint}" for one in whole if hint), *whole]
    said = [f"Not exported: {drawn(visible(way))}" for way in ways]
    return next((way for way in said if width_of(way) <= room), said[-1])


def _lost(losses: Sequence[str]) -> list[str]:
    """Give what is not in it: whole, then shorter."""
    if not losses:
        return [""]
    whole = f" · not in it: {', '.join(losses)}"
    if len(losses) == 1:
        return [whole]
    more = f" · not in it: {losses[0]} and {plural(len(losses) - 1, 'more kind')}"
    return [whole, more, f" · not in it: {plural(len(losses), 'kind')} of facts"]


def ahead(form: Format, found: Preview) -> str:
    """Say before it is written what will not be in it, as far as that was looked at."""
    if form.counts != "annotation":
        return f"the {form.counts}s alone"
    if found.is_all and not found.looked_at:
        return "there are no annotations to export"
    losses = ", ".join(found.losses.gathered())
    if found.is_all:
        return f"not in it: {losses}" if losses else "nothing of the annotations is lost in it"
    first = f"the first {found.looked_at:,}"
    return f"not in it, of {first}: {losses}" if losses else f"nothing of {first} is lost in it"
