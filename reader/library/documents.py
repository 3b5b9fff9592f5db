"""Documents as they were stored, the last few kept at hand."""

from __future__ import annotations

from collections import OrderedDict

from reader.annotation.model import Article
from reader.errors import NotFoundError
from reader.store import articles
from reader.store.store import Store
from reader.text.document import Document

_MOST = 4
"""Documents kept at hand."""


class Documents:
    """Gives the versions of articles' texts; belongs to the thread of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[tuple[str, str], Document] = OrderedDict()

    def get(self, article: Article, text_hash: str) -> Document:
        """Give one version of an article's text, with its blocks."""
        key = (article.id, text_hash)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        document = self._store.read(articles.document, *key)
        if document is None:
            raise NotFoundError(
                f"“{article.title}” has no text {text_hash[:12]}", "`reader show --json` names them"
            )
        self._kept[key] = document
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return document

    def forget(self) -> None:
        """Forget what is kept at hand."""
        self._kept.clear()
