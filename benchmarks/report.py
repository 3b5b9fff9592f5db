"""The page that the figures go to."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from importlib.metadata import version

from benchmarks.table import Section
from benchmarks.terminal import COLUMNS, ROWS

_HEAD = f"""# Performance

Written by `make bench`. Machines differ and are noisy, so read the ratios: the programs of one
table are measured in one run, in turn but for memory and keys held down, in a pseudo-terminal of
{COLUMNS} columns and {ROWS} rows, where the list of articles, the text and the margin all show.
Times are medians unless a column says otherwise. *Aim* is what we ask of ourselves.

"""


def page(sections: Iterable[Section]) -> str:
    """Give the whole page as Markdown."""
    return "\n".join([f"{_HEAD}Measured on: {_machine()}.\n", *map(str, sections)])


def _machine() -> str:
    """Say on what the figures were made, and with which versions."""
    names = ("textual", "sqlite-utils", "markdown-it-py", "rapidfuzz", "trafilatura")
    packages = [f"{name} {version(name)}" for name in names]
    pagers = [_pager(name) for name in ("vim", "less") if shutil.which(name)]
    return ", ".join(
        [
            f"{platform.system()} {platform.machine()}",
            f"{os.cpu_count()} processors",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
            *packages,
            *pagers,
        ]
    )


def _pager(name: str) -> str:
    """Give a program's name with the version that its own first line names."""
    said = subprocess.run([name, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = (word for word in said.partition("\n")[0].split() if word[0].isdigit())
    return f"{name} {next(numbers, '')}".strip()
