"""From a query back to what a person would type for it."""

from __future__ import annotations

from reader.query.fields import NONE
from reader.query.lexing import can_be_bare
from reader.query.model import (
    And,
    Dated,
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


def written(query: Query) -> str:
    """Give a query as text; parsed, it is the same query again.

    >>> from reader.query.parsing import parse
    >>> written(parse("  (zoom   OR “account closures”) -tag:numbers "))
    '(zoom OR "account closures") -tag:numbers'
    """
    return "" if query.root is None else _node(query.root)


def _node(node: Node) -> str:
    if isinstance(node, Or):
        return " OR ".join(map(_node, node.parts))
    if isinstance(node, And):
        return " ".join(
            f"({_node(one)})" if isinstance(one, Or) else _node(one) for one in node.parts
        )
    if isinstance(node, Not):
        inner = _node(node.part)
        return f"-({inner})" if isinstance(node.part, And | Or | Not) else f"-{inner}"
    return _leaf(node)


def _leaf(leaf: Leaf) -> str:
    if isinstance(leaf, Words):
        return _value(leaf.text, leaf.is_start)
    if isinstance(leaf, Tagged):
        return f"tag:{_value(leaf.path, leaf.is_start)}"
    if isinstance(leaf, Near):
        return f"near:{_value(leaf.path, leaf.is_start)}"
    if isinstance(leaf, Field):
        sign = "=" if leaf.how == "whole" else ""
        return f"{leaf.name}:{sign}{_value(leaf.text, leaf.how == 'start')}"
    if isinstance(leaf, Named):
        return f"{leaf.name}:{leaf.value}"
    if isinstance(leaf, Dated):
        return (
            f"date:{leaf.first}" if leaf.first == leaf.last else f"date:{leaf.first}..{leaf.last}"
        )
    if isinstance(leaf, Saved):
        return f"@{_value(leaf.name, False)}"
    return "tag:none" if isinstance(leaf, Untagged) else f"date:{NONE}"


def _value(text: str, is_start: bool) -> str:
    """Give words with what they need around them: `none` is quoted, so that it is a word."""
    bare = can_be_bare(text) and text != NONE
    return (text if bare else f'"{text}"') + "*" * is_start
