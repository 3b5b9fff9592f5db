"""Memos: a note on a whole article, one for each annotator."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotation.model import Article
from reader.annotation.tagging import distinct
from reader.errors import ConflictError, MisuseError
from reader.library import editing
from reader.library.annotating import keep, made, note_text, with_tags
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.reports import Done
from reader.store.transaction import Transaction
from reader.text.document import Span


def write(
    step: Transaction,
    author: Author,
    article: Article,
    note: str,
    tags: Sequence[str] = (),
    note_seen: str | None = None,
    annotation_id: str = "",
) -> Done:
    """Write the annotator's memo on an article, or change the one that is there.

    Where `note_seen` says which memo the caller saw, one that was written since is kept too.
    """
    present = step.article(article.id)
    if present is None:
        raise ConflictError("the article is no longer in the library", "look again")
    there = step.annotation_at(article.id, present.text_hash, 0, 0, author.annotator)
    if there is not None:
        seen = there if note_seen is None else there._replace(note=note_seen)
        return editing.edit(step, author, seen, tags, (), note, None)
    if not note_text(note):
        raise MisuseError("a memo without words", "write some")
    bare = made(author, present, "", Span(0, 0))._replace(id=annotation_id or new_id())
    memo = bare._replace(tags=with_tags(step, author, distinct(tags)), note=note_text(note))
    return keep(step, author, "annotate", memo, "Wrote a memo")
