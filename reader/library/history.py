"""Undo and redo: choosing the entry, walking it, and saying what was done and whose it was."""

from __future__ import annotations

from reader.annotation.model import Entry
from reader.errors import ConflictError
from reader.library.author import Author
from reader.library.reports import Done
from reader.store.transaction import Transaction


def undo(step: Transaction, author: Author, own_first: bool) -> Done:
    """Take back the last entry: of this session first, or of the library at once."""
    entry = (own_first and step.next_undo(author.session)) or step.next_undo("")
    if not entry:
        raise ConflictError("nothing to undo")
    by = author.entry("undo", f"Undid: {_lower(entry)}", entry.article, entry.offset, entry.seq)
    written = step.undo(entry, by)
    return _done(step, written, entry, _message("Undid", author, entry, own_first))


def redo(step: Transaction, author: Author, own_first: bool) -> Done:
    """Make again what was undone last, unless something new was done since."""
    entry = (own_first and step.next_redo(author.session)) or step.next_redo("")
    if not entry:
        raise ConflictError("nothing to redo")
    by = author.entry("redo", f"Redid: {_lower(entry)}", entry.article, entry.offset, entry.seq)
    written = step.redo(entry, by)
    return _done(step, written, entry, _message("Redid", author, entry, own_first))


def _done(step: Transaction, written: Entry, entry: Entry, message: str) -> Done:
    touched = step.only_annotation(entry)
    return Done(written, step.annotation(touched) if touched else None, message, touched)


def _message(verb: str, author: Author, entry: Entry, own_first: bool) -> str:
    """Say what was undone or redone, and whose it was if it was another's."""
    what = _lower(entry)
    if entry.annotator != author.annotator:
        return f"{verb} what {entry.annotator} did in another window: {what}"
    if own_first and entry.session != author.session:
        return f"{verb} from another session: {what}"
    return f"{verb}: {what}"


def _lower(entry: Entry) -> str:
    return entry.summary[:1].lower() + entry.summary[1:]
