"""The order of the passages view: sorted annotations under the headings of their groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.annotation.model import Annotation, Article
from reader.annotation.tagging import matched

GROUPS = ("tag", "article", "nothing")
"""What passages can be grouped by."""

_Order = Callable[[Annotation, Article], tuple[object, ...]]
_ORDERS: dict[str, _Order] = {
    "date": lambda mark, article: (article.published or "9999", article.title, mark.start),
    "article": lambda mark, article: (article.title.casefold(), article.id, mark.start),
    "newest": lambda mark, article: (_backwards(mark.created), mark.start),
}
SORTS = tuple(_ORDERS)
"""What passages can be sorted by, within their groups."""


class PassageRow(NamedTuple):
    """A row: an annotation with its article, or the heading of a group."""

    heading: str
    annotation: Annotation | None = None
    article: Article | None = None


def arrange(
    annotations: Iterable[Annotation], articles: Mapping[str, Article], group: str, sort: str
) -> list[PassageRow]:
    """Give the rows of a view: sorted, under headings with counts, blank rows between groups.

    An annotation with several tags stands under each of them.
    """
    order = _ORDERS[sort]
    found = sorted(annotations, key=lambda mark: order(mark, articles[mark.article]))
    if group == "nothing":
        return [PassageRow("", mark, articles[mark.article]) for mark in found]
    groups: dict[tuple[str, str], list[Annotation]] = {}
    for mark in found:
        for key in _keys(mark, articles[mark.article], group):
            groups.setdefault(key, []).append(mark)
    rows: list[PassageRow] = []
    for key in sorted(groups) if group == "tag" else groups:
        members, heading = groups[key], key[1] if group == "tag" else key[0]
        rows += [PassageRow("")] if rows else []
        rows.append(PassageRow(f"{heading}  {len(members):,}"))
        rows += [PassageRow(heading, mark, articles[mark.article]) for mark in members]
    return rows


def _keys(mark: Annotation, article: Article, group: str) -> list[tuple[str, str]]:
    """Give the groups that an annotation belongs to.

    A tag's is its folded path, to sort by, and its path; an article's its title and its id.
    """
    if group == "article":
        return [(article.title, article.id)]
    return [(matched(tag), tag) for tag in mark.tags] or [("no tag", "no tag")]


def following(names: Sequence[str], name: str) -> str:
    """Give the name after one, the first after the last."""
    return names[(names.index(name) + 1) % len(names)]


def _backwards(moment: str) -> tuple[int, ...]:
    """Give a key by which the latest moment comes first."""
    return tuple(-ord(character) for character in moment)
