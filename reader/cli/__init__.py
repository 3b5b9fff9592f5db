"""The command line: it parses, calls the library and prints.

`reader` and `reader CORPUS` open the app without loading what parses the other
commands: that is a tenth of the time to the first screen.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

COMMANDS = (
    "add",
    "annotate",
    "annotations",
    "backup",
    "delete",
    "doctor",
    "edit",
    "export",
    "forget",
    "import",
    "keys",
    "list",
    "log",
    "redo",
    "remove",
    "restore",
    "search",
    "show",
    "tags",
    "undo",
)
"""The names of all commands; anything else in their place is a corpus."""


_OPTIONS = {"--db": "database", "--annotator": "annotator", "--max-size": "max_size"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    from reader.cli.output import guarded

    given = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(given))


def _run(given: list[str]) -> int:
    opening = _opening(given)
    if opening is not None:
        # Until the first screen stands, nothing is worth collecting: the app turns it on again.
        gc.disable()
        from reader.cli.opening import open_app

        return open_app(**opening)
    from reader.cli.root import run

    return run(given)


def _opening(given: list[str]) -> dict[str, str | None] | None:
    """Give how to open the app, if that is all that is asked for and plain to see.

    Anything else, and a shell that asks what could follow, is for the parser.
    """
    if "_READER_COMPLETE" in os.environ:
        return None
    asked: dict[str, str | None] = {"corpus": None}
    words = iter(given)
    for word in words:
        if word in _OPTIONS:
            value = next(words, None)
            if value is None:
                return None
            asked[_OPTIONS[word]] = value
        elif word.startswith("-") or word in COMMANDS or asked["corpus"] is not None:
            return None
        else:
            asked["corpus"] = word
    return asked
