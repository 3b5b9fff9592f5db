"""A passage with what its citation is made of, and the styles that it is cited in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.annotation.model import Article
from reader.config import CitationStyle
from reader.formats.csl.item import Item, item
from reader.text.normal import visible


class Passage(NamedTuple):
    """What is cited."""

    quote: str
    article: Article
    pages: str = ""
    """Its pages as citations have them: `pp. 12–13`."""
    note: str = ""
    """What was noted of it; empty where it is not annotated."""
    tags: tuple[str, ...] = ()

    @property
    def locator(self) -> str:
        """Its pages alone: `12–13`."""
        return self.pages.partition(" ")[2]

    @property
    def item(self) -> Item:
        """Its article as an item of CSL-JSON, with the passage's own variables."""
        made = item(self.article)
        made["annote"] = self.quote
        if self.locator:
            made["locator"] = self.locator
        if self.tags:
            made["keyword"] = ", ".join(self.tags)
        return made


def cite(passage: Passage, style: CitationStyle = "plain") -> str:
    """Give a passage with its citation in a style, ending with a line end."""
    return _STYLES[style](passage)


def plain(passage: Passage) -> str:
    """Give a quote in quotation marks with author, title, source, date, pages and address."""
    article = passage.article
    parts = [
        article.author,
        f"“{article.title}”",
        article.source,
        article.published,
        passage.pages,
        article.url,
    ]
    source = visible(", ".join(part for part in parts if part))
    return f"“{passage.quote}”\n— {source}\n"


def markdown(passage: Passage) -> str:
    """Give a block quote with a line that tells its source; only a page of the web is linked."""
    from reader.formats.markdown.escaping import linked, on_one_line, quoted

    article = passage.article
    known = [article.author, f"“{article.title}”", article.source, article.published, passage.pages]
    parts = [on_one_line(visible(part)) for part in known if part]
    if article.url:
        parts.append(linked(visible(article.url)))
    return f"{quoted(passage.quote)}\n>\n> — {', '.join(parts)}\n"


def bibtex(passage: Passage) -> str:
    """Give an entry of BibTeX with the quote as its `annote`."""
    from reader.formats.citation.bibtex import entry

    return entry(passage.item)


def csl(passage: Passage) -> str:
    """Give an item of CSL-JSON with the quote as its `annote`."""
    from reader.formats.csl.write import as_json

    return as_json(passage.item) + "\n"


_STYLES: dict[CitationStyle, Callable[[Passage], str]] = {
    "plain": plain,
    "markdown": markdown,
    "bibtex": bibtex,
    "csl": csl,
}
