"""The command line: it parses, calls the library and prints.

`reader` and `reader CORPUS` open the app without loading what parses the other
commands: that is a tenth of the time to the first screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMMANDS = (
    "add",
    "annotate",
    "annotations",
    "delete",
    "edit",
    "export",
    "keys",
    "list",
    "log",
    "redo",
    "remove",
    "search",
    "show",
    "tags",
    "undo",
)
"""The names of all commands; anything else in their place is a corpus."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    from reader.cli.output import guarded

    given = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(given))


def _run(given: list[str]) -> int:
    if _is_plain(given):
        from reader.cli.opening import open_app

        return open_app(given[0] if given else None)
    from reader.cli.root import run

    return run(given)


def _is_plain(given: list[str]) -> bool:
    """Whether this opens the app and nothing else is said; a shell asking what fits is not."""
    if "_READER_COMPLETE" in os.environ or len(given) > 1:
        return False
    return not given or not (given[0] in COMMANDS or given[0].startswith("-"))
