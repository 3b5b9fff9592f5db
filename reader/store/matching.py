"""What of a query the indexes of words can answer by themselves, in their own language.

Nothing that a person typed is ever read by an index as more than words: all of it is quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.query.model import And, Field, Node, Not, Or, Words
from reader.text.folding import ACCENT, folded
from reader.text.unspaced import spaced

Known = Literal["number", "place"]
"""What articles are known by: a column of `index_article`."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index of words."""

    table: str
    columns: frozenset[str]
    """The columns that can be asked by a field of the same name."""
    takes_words: bool = True
    """Whether words without a field are looked for in all of its columns."""
    known_by: Known = "number"
    """What its rowids are."""


TITLES = Index("index_title", frozenset({"title", "source", "author"}))
TEXTS = Index("index_text", frozenset({"title"}), known_by="place")
PASSAGES = Index("index_passage", frozenset({"note"}))
FIELDS = Index("index_title", TITLES.columns, takes_words=False)


def phrase(text: str, *, is_start: bool) -> str:
    """Give words, right after one another, as an index is asked for them."""
    quoted = '"' + spaced(text).replace('"', " ") + '"'
    return f"{quoted} *" if is_start else quoted


def side_by_side(text: str) -> str:
    """Give words as an index is asked for them right beside one another, in any order.

    Of scripts without spaces it is the phrase: there the other order is often another word.
    """
    words = folded(text).replace(ACCENT, "").split()
    if len(words) < 2 or spaced(text) != text:
        return phrase(text, is_start=False)
    quoted = " ".join(f'"{word}"' for word in words)
    return f"NEAR({quoted}, {len(words) - 2})"


def match(node: Node, index: Index, *, loose: bool = False) -> str | None:
    """Give what an index is asked for all that `node` asks for; `None` if it cannot tell.

    What only says what is not wanted it cannot tell: it knows none of what it does not find.
    With `loose` the words of a wanted phrase may stand in any order, and more is found: the index
    counts words much sooner than phrases.

    >>> match(And((Words("a"), Or((Words("b", True), Field("title", "c"))))), TEXTS)
    '("a" AND ("b" * OR {title} : "c"))'
    """
    if isinstance(node, Words):
        if not index.takes_words:
            return None
        if loose and not node.is_start:
            return side_by_side(node.text)
        return phrase(node.text, is_start=node.is_start)
    if isinstance(node, Field):
        if node.name not in index.columns or node.how == "whole":
            return None
        return f"{{{node.name}}} : {phrase(node.text, is_start=node.how == 'start')}"
    if isinstance(node, Or):
        return _joined([match(part, index, loose=loose) for part in node.parts], " OR ")
    if isinstance(node, And):
        known, rest = divided(node.parts, index, loose=loose)
        return known if not rest else None
    return None


def divided(
    parts: Sequence[Node], index: Index, *, loose: bool = False
) -> tuple[str | None, list[Node]]:
    """Give what an index is asked for those of the parts that it can tell, and the other parts.

    All parts are to hold.
    """
    known, rest, refused = [], [], []
    for part in parts:
        inner = part.part if isinstance(part, Not) else part
        found = match(inner, index, loose=loose and inner is part)
        if found is None:
            rest.append(part)
        elif inner is part:
            known.append(found)
        else:
            refused.append((part, found))
    if not known:
        return None, [*rest, *(part for part, _ in refused)]
    wanted = _joined(known, " AND ")
    if refused:
        wanted = f"({wanted} NOT {_joined([found for _, found in refused], ' OR ')})"
    return wanted, rest


def _joined(found: Sequence[str | None], sign: str) -> str | None:
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    return known[0] if len(known) == 1 else f"({sign.join(known)})"
