"""Checking what rows say of each other: articles, annotations, tags and where one was reading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import get_args

from reader.annotation.model import TAG_COLORS, Kind
from reader.annotation.tagging import matched, tag_path
from reader.errors import MisuseError
from reader.store.connection import Connection
from reader.store.finding import RESTORE, Finding, called, note, problem

_RENAME = "`reader tags rename` gives it a sound name"

_STRAYED = (
    "n.status IN ('anchored', 'moved') AND n.text_hash <> a.text_hash",
    "is said to stand in the text shown, but stands on another",
)
_PROPOSED = (
    "(n.proposed_start <> 0 OR n.proposed_end <> 0) AND (n.status <> 'review'"
    " OR n.proposed_start < 0 OR n.proposed_start >= n.proposed_end"
    " OR n.proposed_end > a.length)",
    "has a proposed place that cannot be one",
)
_MEMO = (
    "n.\"end\" = 0 AND (n.quote <> '' OR n.prefix <> '' OR n.suffix <> '' OR n.proposed_end <> 0)",
    "is a memo with a passage",
)


def articles(connection: Connection) -> Iterator[Finding]:
    """Check that each article's text is there, of the length it says, and its metadata read."""
    found = connection.execute(
        "SELECT a.id, a.title, a.length, a.kind, a.metadata, v.length FROM article a"
        " LEFT JOIN version v ON v.article = a.id AND v.hash = a.text_hash"
    )
    for key, title, length, kind, metadata, there in found:
        where = called(title, key)
        if there is None:
            yield problem("article", where, "the text that it shows is missing")
        elif there != length:
            yield problem("article", where, f"its text has {there} characters, not {length}")
        if kind not in get_args(Kind):
            yield problem("article", where, "it is of no known kind")
        if not _is_object(metadata):
            yield problem("article", where, "its metadata cannot be read")


def folding(connection: Connection) -> Iterator[Finding]:
    """Check that the texts which articles show, and no others, are kept as they are."""
    found = connection.execute(
        "SELECT a.id, a.title, v.hash FROM version v JOIN article a ON a.id = v.article"
        " WHERE (typeof(v.text) = 'text') <> (v.hash = a.text_hash)"
    )
    for key, title, text_hash in found:
        where = f"{called(title, key)} version {text_hash[:8]}"
        yield problem("text", where, "its text is not kept in the form that it should be")


def places(connection: Connection) -> Iterator[Finding]:
    """Check that what each annotation is said to be agrees with where it stands."""
    for condition, what in (_STRAYED, _PROPOSED, _MEMO):
        found = connection.execute(
            "SELECT n.id, a.id, a.title FROM annotation n JOIN article a ON a.id = n.article"
            f" WHERE {condition}"
        )
        for key, article, title in found:
            yield problem("annotation", f"annotation {key[:8]} in {called(title, article)}", what)


def tags(connection: Connection) -> Iterator[Finding]:
    """Check tags by the rules that they are made by, and their places on annotations."""
    for key, path, folded, color in connection.execute("SELECT id, path, folded, color FROM tag"):
        where = f"tag {called(path, key)}"
        if folded != matched(path):
            yield problem("tag", where, "it would not be found under its name", RESTORE)
        elif not _is_path(path):
            yield problem("tag", where, "its name is none that a tag may have", _RENAME)
        if color not in TAG_COLORS:
            yield note("tag", where, "its colour is not known", "`reader tags color` sets another")
    gaps = connection.execute(
        "SELECT annotation FROM annotation_tag GROUP BY annotation"
        " HAVING min(position) <> 0 OR max(position) <> count(*) - 1"
    )
    for (annotation,) in gaps:
        yield problem("tag", f"annotation {annotation[:8]}", "the order of its tags has gaps")


def readings(connection: Connection) -> Iterator[Finding]:
    """Check that reading positions are positions."""
    found = connection.execute(
        "SELECT a.id, a.title FROM reading r JOIN article a ON a.id = r.article"
        " WHERE r.offset < 0 OR r.furthest < 0"
    )
    for key, title in found:
        hint = "it is set right when the article is read on"
        yield note("reading", called(title, key), "its reading position is none", hint)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _is_path(path: str) -> bool:
    try:
        return tag_path(path) == path
    except MisuseError:
        return False


CHECKS: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
    articles,
    folding,
    places,
    tags,
    readings,
)
"""All checks of this kind."""
