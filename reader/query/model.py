"""A query as a tree: what is asked for, free of how it was typed.

Every tree that parsing gives can be written down and parsed again to the same tree. A `Query`
without a root asks for everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

How = Literal["words", "start", "whole"]
"""How a value is looked for: by its words, with the last one's end open, or as all there is."""

TextField = Literal["title", "note", "source", "author", "lang"]
NamedField = Literal["kind", "status", "is"]
TEXT_FIELDS: tuple[TextField, ...] = get_args(TextField)


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or several right after one another."""

    text: str
    """As it was typed, without quotation marks; it holds a letter or a digit."""
    is_start: bool = False
    """Whether the last word may go on."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something that an article or annotation has as text: `source:"The Paper"`."""

    name: TextField
    text: str
    """What is looked for; empty only if `how` is "whole": then there must be nothing."""
    how: How = "words"


@dataclass(frozen=True, slots=True)
class Named:
    """One of a few names that something can have: `status:review`, `is:unread`, `kind:pdf`."""

    name: NamedField
    value: str
    """One of `fields.KNOWN[name]`."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag with those below it, or, if `is_start`, all whose paths begin so."""

    path: str
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Untagged:
    """No tag at all."""


@dataclass(frozen=True, slots=True)
class Near:
    """A place in the paragraph of a passage that has the tag, or right beside that passage."""

    path: str
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date within `[first, last]`, both counted whole: a year, month or day as in ISO 8601."""

    first: str = ""
    """Empty where there is no earliest one."""
    last: str = ""
    """Empty where there is no latest one; not both are."""

    @property
    def end(self) -> str:
        """What is greater than every date within and less than every later one, as text is."""
        return f"{self.last}~" if self.last else ""


@dataclass(frozen=True, slots=True)
class Undated:
    """No date that is known."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that was saved under a name."""

    name: str
    offset: int = field(default=0, compare=False)
    """Where in the query it is named."""


@dataclass(frozen=True, slots=True)
class Not:
    """What its part is not."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all of its parts are; at least two, none of them an `And`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any of its parts is; at least two, none of them an `Or`."""

    parts: tuple[Node, ...]


Leaf = Words | Field | Named | Tagged | Untagged | Near | Dated | Undated | Saved
Node = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for."""

    root: Node | None = None
    """`None` asks for everything."""

    @property
    def parts(self) -> tuple[Node, ...]:
        """What all has to hold, part by part."""
        if self.root is None:
            return ()
        return self.root.parts if isinstance(self.root, And) else (self.root,)

    def __bool__(self) -> bool:
        return self.root is not None


ALL = Query()
"""What asks for everything."""


def both(*parts: Node) -> Node:
    """Give what all of the parts are, of which there is one at least."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(*parts: Node) -> Node:
    """Give what any of the parts is, of which there is one at least."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def wanted(node: Node | None, fields: Collection[TextField] = ()) -> Iterator[Words]:
    """Give the words that what is found may hold, in order: not those behind a “not”.

    Those that are looked for in one of `fields` are among them.
    """
    if isinstance(node, Words):
        yield node
    elif isinstance(node, Field) and node.name in fields and node.how != "whole":
        yield Words(node.text, node.how == "start")
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted(part, fields)


def ahead(query: Query, text: str) -> Query:
    """Give a query as it is meant while `text` is typed for it: its last word may yet go on."""
    return query if query.root is None or not text[-1:].isalnum() else Query(_ahead(query.root))


def _ahead(node: Node) -> Node:
    if isinstance(node, Words):
        return Words(node.text, is_start=True)
    if isinstance(node, And | Or):
        return type(node)((*node.parts[:-1], _ahead(node.parts[-1])))
    return node


def begun(query: Query) -> Query:
    """Give a query whose words may all go on, also those of fields; phrases stand as they are.

    So do words behind a “not”: what is left out is what was meant to be.
    """
    return query if query.root is None else Query(_begun(query.root))


def _begun(node: Node) -> Node:
    if isinstance(node, And | Or):
        return type(node)(tuple(map(_begun, node.parts)))
    if isinstance(node, Words) and not _is_phrase(node.text):
        return Words(node.text, is_start=True)
    if isinstance(node, Field) and node.how == "words" and node.name != "lang":
        return node if _is_phrase(node.text) else Field(node.name, node.text, "start")
    return node


def _is_phrase(text: str) -> bool:
    return len(text.split()) > 1


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Give all that is asked about, in order, also behind a “not”."""
    if isinstance(node, Not):
        yield from leaves(node.part)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    elif node is not None:
        yield node
