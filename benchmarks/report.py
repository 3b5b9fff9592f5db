"""The page that the figures go to."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Mapping
from importlib.metadata import version

from benchmarks.screen import Measured
from benchmarks.work import Worked

_HEAD = """# Performance

Written by `make bench`. Machines differ and are noisy, so read the ratios: all programs of one
table are measured in turn, in one run, in a pseudo-terminal of 120 columns and 40 rows. Times are
medians. *Start* is from the start of the process to the article's first word on the screen, *key*
from a key to the first bytes that the program draws for it.

"""


def page(screens: Mapping[str, Mapping[str, Measured]], works: Mapping[str, Worked]) -> str:
    """Give the whole page as Markdown."""
    parts = [_HEAD, f"Measured on: {_machine()}.\n"]
    for size, measured in screens.items():
        parts.append(f"\n## An article of {size}\n\n{_screen_table(measured)}")
    parts.append(f"\n## Adding, annotating, exporting\n\n{_work_table(works)}")
    return "".join(parts)


def _machine() -> str:
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("textual", "sqlite-utils", "markdown-it-py")
    )
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}"
    )


def _screen_table(measured: Mapping[str, Measured]) -> str:
    """Give a table of one size; ratios are to the empty Textual app."""
    empty = measured["empty Textual app"]
    rows = [
        "| | start ms | to empty app | key ms | key p95 ms | to empty app | peak MiB |\n",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    ]
    for name, one in measured.items():
        rows.append(
            f"| {name} | {one.start:.0f} | {one.start / empty.start:.2f} | {one.key:.1f} "
            f"| {one.key_p95:.1f} | {one.key / empty.key:.2f} | {one.memory:.0f} |\n"
        )
    return "".join(rows)


def _work_table(works: Mapping[str, Worked]) -> str:
    """Give the table of what the library does, each beside the barest way to do the like."""
    rows = [
        "| | add ms | to markdown-it's parse | add again ms | annotate ms | to a bare insert "
        "| export 200 rows ms | to the csv module |\n",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    ]
    for size, one in works.items():
        rows.append(
            f"| {size} | {one.add:.0f} | {one.add / one.parse:.1f} | {one.add_again:.1f} "
            f"| {one.annotate:.1f} | {one.annotate / one.insert:.1f} "
            f"| {one.export:.0f} | {one.export / one.write:.0f} |\n"
        )
    return "".join(rows)
