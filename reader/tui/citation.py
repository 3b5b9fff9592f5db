"""A passage with its citation, as plain text."""

from __future__ import annotations

from reader.annotation.model import Article
from reader.text.normal import visible


def cite(quote: str, article: Article) -> str:
    """Give a quote in quotation marks with author, title, source, date and address."""
    parts = [
        article.author,
        f"“{article.title}”",
        article.source,
        article.published,
        article.url,
    ]
    return f"“{quote}”\n— {visible(', '.join(part for part in parts if part))}\n"
