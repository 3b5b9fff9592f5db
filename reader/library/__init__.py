"""The use cases: add, annotate, edit, undo, search, export; both faces call only this."""

from reader.library.library import Library
from reader.library.reports import AddProgress, AddReport, Done, Hit, Problem

__all__ = ["AddProgress", "AddReport", "Done", "Hit", "Library", "Problem"]
