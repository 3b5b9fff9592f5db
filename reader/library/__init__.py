"""The use cases: add, annotate, edit, undo, search, export; both faces call only this.

What the library answers with is imported when it is asked for: the first screen has no answers.
"""

from typing import TYPE_CHECKING

from reader.library.library import Library

if TYPE_CHECKING:
    from reader.library.reports import AddProgress, AddReport, Done, Hit, Problem

__all__ = ["AddProgress", "AddReport", "Done", "Hit", "Library", "Problem"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.library import reports

    return getattr(reports, name)
