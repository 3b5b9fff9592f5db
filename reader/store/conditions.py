"""Queries as conditions of SQL: of articles, or of annotations with their articles.

What a person typed is only ever a value. A condition on an article speaks of `i`, its row of
`index_article`, one on an annotation of `n`, its row of `annotation`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from reader.annotation.tagging import sought
from reader.query.model import (
    And,
    Field,
    Leaf,
    Named,
    Near,
    Node,
    Not,
    Or,
    Query,
    Saved,
    Tagged,
    Untagged,
    Words,
)
from reader.store.article_conditions import Condition, in_index, on_article
from reader.store.matching import FIELDS, PASSAGES, TEXTS, TITLES, Index, match, phrase

_HAVING = "SELECT g.annotation FROM annotation_tag g JOIN tag t ON t.id = g.tag WHERE {}"
_NOTED = (
    "SELECT x.annotation FROM index_passage JOIN index_annotation x"
    " ON x.number = index_passage.rowid WHERE index_passage MATCH ?"
)


class _Conditions(ABC):
    """What is the same for articles and annotations."""

    def of(self, node: Node) -> Condition:
        """Give the condition that a query puts."""
        if isinstance(node, Not):
            sql, values = self.of(node.part)
            return Condition(f"NOT {sql}", values)
        if isinstance(node, And | Or):
            parts = [self.of(part) for part in node.parts]
            sign = " AND " if isinstance(node, And) else " OR "
            values = tuple(value for part in parts for value in part.values)
            return Condition(f"({sign.join(part.sql for part in parts)})", values)
        if isinstance(node, Saved):
            raise AssertionError("saved searches are expanded before")
        return self.leaf(node)

    @abstractmethod
    def leaf(self, leaf: Leaf) -> Condition:
        """Give the condition that one thing asked for puts."""


class ArticleConditions(_Conditions):
    """Conditions on articles; words are looked for in one index.

    `saved` gives a saved search that is named: its words are looked for in texts. Without it no
    name may be left in a query. Conditions that come behind an index which gives articles by their
    places are only asked of these: no article is looked for by them.
    """

    def __init__(
        self,
        words: Index,
        saved: Callable[[Saved], Query] | None = None,
        *,
        is_behind: bool = False,
    ) -> None:
        self._words = words
        self._saved = saved
        self._is_behind = is_behind

    def of(self, node: Node) -> Condition:
        """Give the condition that a query puts; what one index can tell it is asked once."""
        if isinstance(node, Saved) and self._saved is not None:
            root = self._saved(node).root
            inner = ArticleConditions(TEXTS, is_behind=self._is_behind)
            return inner.of(root) if root is not None else Condition("1")
        for index in (self._words, FIELDS):
            found = match(node, index)
            if found is not None:
                return in_index(index, found, is_behind=self._is_behind)
        return super().of(node)

    def leaf(self, leaf: Leaf) -> Condition:
        """Give the condition that one thing asked for puts."""
        if isinstance(leaf, Tagged | Near):
            found = _tagged(leaf.path, leaf.is_start)
            sql = (
                "i.article IN (SELECT m.article FROM annotation m WHERE m.id IN"
                f" ({_HAVING.format(found.sql)}))"
            )
            return Condition(sql, found.values)
        if isinstance(leaf, Untagged):
            return Condition(
                "i.article NOT IN (SELECT m.article FROM annotation m WHERE EXISTS"
                " (SELECT 1 FROM annotation_tag g WHERE g.annotation = m.id))"
            )
        if isinstance(leaf, Field) and leaf.name == "note":
            found = _note(leaf, "m")
            sql = f"i.article IN (SELECT m.article FROM annotation m WHERE {found.sql})"
            return Condition(sql, found.values)
        if isinstance(leaf, Named) and leaf.name == "status":
            sql = "i.article IN (SELECT m.article FROM annotation m WHERE m.status = ?)"
            return Condition(sql, (leaf.value,))
        return on_article(leaf)


class AnnotationConditions(_Conditions):
    """Conditions on annotations: on themselves, and on the articles that they stand in."""

    def __init__(self, *, titles: bool = True) -> None:
        """Make them; with `titles`, an article's title counts as said by its annotations."""
        self._titles = titles

    def leaf(self, leaf: Leaf) -> Condition:
        """Give the condition that one thing asked for puts."""
        if isinstance(leaf, Words):
            return _said(leaf, self._titles)
        if isinstance(leaf, Tagged):
            return having(leaf.path, is_start=leaf.is_start)
        if isinstance(leaf, Untagged):
            sql = "NOT EXISTS (SELECT 1 FROM annotation_tag g WHERE g.annotation = n.id)"
            return Condition(sql)
        if isinstance(leaf, Near):
            return _near(leaf)
        if isinstance(leaf, Field) and leaf.name == "note":
            return _note(leaf, "n")
        if isinstance(leaf, Named) and leaf.name == "status":
            return Condition("n.status = ?", (leaf.value,))
        return _standing_in(ArticleConditions(TITLES).of(leaf))


def having(path: str, *, is_start: bool = False) -> Condition:
    """Give the condition that an annotation has a tag of this path or one below it."""
    found = _tagged(path, is_start)
    return Condition(f"n.id IN ({_HAVING.format(found.sql)})", found.values)


def _tagged(path: str, is_start: bool) -> Condition:
    """Give the condition on a tag `t` of this path or below it, or that begins so."""
    folded = sought(path)
    if is_start:
        folded += "/" * path.rstrip().endswith("/")
        return Condition("substr(t.folded, 1, length(?)) = ?", (folded, folded))
    # What begins with the path and a slash stands before it and the next character, a zero.
    sql = "(t.folded = ? OR (t.folded > ? AND t.folded < ?))"
    return Condition(sql, (folded, f"{folded}/", f"{folded}0"))


def _standing_in(article: Condition) -> Condition:
    sql = f"EXISTS (SELECT 1 FROM index_article i WHERE i.article = n.article AND {article.sql})"
    return Condition(sql, article.values)


def _said(words: Words, titles: bool) -> Condition:
    """Give the condition that words stand in quote, note, tags or also the article's title."""
    asked = phrase(words.text, is_start=words.is_start)
    sql = f"n.id IN ({_NOTED}) OR n.id IN ({_HAVING.format('reader_says(t.path, ?, ?)')})"
    found = Condition(sql, (asked, words.text, words.is_start))
    if titles:
        title = _standing_in(in_index(FIELDS, f"{{title}} : {asked}"))
        found = Condition(f"{sql} OR {title.sql}", found.values + title.values)
    return Condition(f"({found.sql})", found.values)


def _note(field: Field, annotation: str) -> Condition:
    """Give the condition on the note of an annotation, which SQL calls so."""
    if field.how == "whole":
        return Condition(f"{annotation}.note = ? COLLATE NOCASE", (field.text,))
    return Condition(f"{annotation}.id IN ({_NOTED})", (match(field, PASSAGES),))


def _near(near: Near) -> Condition:
    found = _tagged(near.path, near.is_start)
    sql = (
        'n."end" > 0 AND EXISTS (SELECT 1 FROM annotation m WHERE m.article = n.article'
        ' AND m.text_hash = n.text_hash AND m."end" > 0'
        f" AND m.id IN ({_HAVING.format(found.sql)})"
        " AND reader_is_near("
        'n.article, n.text_hash, n."start", n."end", m."start", m."end"))'
    )
    return Condition(f"({sql})", found.values)
