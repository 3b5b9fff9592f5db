"""A passage with its citation, as plain text."""

from __future__ import annotations

from reader.annotation.model import Article
from reader.text.normal import visible


def cite(quote: str, article: Article, pages: str = "") -> str:
    """Give a quote in quotation marks with author, title, source, date, pages and address.

    `pages` is as citations have it: `p. 12`.
    """
    parts = [
        article.author,
        f"“{article.title}”",
        article.source,
        article.published,
        pages,
        article.url,
    ]
    return f"“{quote}”\n— {visible(', '.join(part for part in parts if part))}\n"
