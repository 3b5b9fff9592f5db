"""Articles to CSL-JSON: one item each, as one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.annotation.model import Article
from reader.formats.csl.item import Item, citation_key, item
from reader.formats.export import Export, Options, TextSink
from reader.formats.json_writing import encoded
from reader.formats.losses import Losses


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write the articles, and give how many there are."""
    del options, losses
    sink.write("[")
    count = 0
    for made in items(export.articles()):
        sink.write("\n  " if not count else ",\n  ")
        sink.write(as_json(made).replace("\n", "\n  "))
        count += 1
    sink.write("\n]\n" if count else "]\n")
    return count


def items(articles: Iterable[Article]) -> Iterator[Item]:
    """Give articles as items, no two by one key."""
    taken: set[str] = set()
    for article in articles:
        length = 4
        while (key := citation_key(article, length)) in taken and length < len(article.id):
            length += 4
        taken.add(key)
        yield item(article, key)


def as_json(made: Item) -> str:
    """Give one item as JSON, over several lines."""
    return encoded(made, indent=2)
