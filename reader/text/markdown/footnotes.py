"""Footnotes: the rules that see them in a source, and the order of their numbers.

A note's number is that of its first reference. The rules keep what a note says as it is
written, to be parsed when it is shown: notes in notes then nest in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

NOTES = "notes"
"""What the parser's environment keeps its `Notes` under."""

_REFERENCE = re.compile(r"\[\^([^\s\[\]]+)\]")


class Definition(NamedTuple):
    """What defines a footnote."""

    source: str
    """Its lines, from its label on, without what they stand in."""
    level: int
    """How deep it is in that."""


@dataclass(slots=True)
class Footnote:
    """A footnote: defined under a label, or written where it is referred to."""

    label: str = ""
    """The label that it is defined under."""
    definition: Definition | None = None
    """What defines it."""
    content: str = ""
    """The source of one that is written where it is referred to."""
    tokens: list[Token] | None = None
    """The block tokens of one that was read elsewhere."""
    is_referenced: bool = True
    """Whether anything refers to it."""


@dataclass(slots=True)
class Notes:
    """The footnotes of a document."""

    defined: dict[str, Definition] = field(default_factory=dict)
    """Each label's first definition."""
    _surplus: dict[tuple[str, Definition], int] = field(default_factory=dict)
    """How often there are further definitions of a label."""
    _numbered: list[Footnote] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def define(self, token: Token) -> None:
        """Take a definition in, by the token that opens it."""
        label, definition = _label(token), _definition(token)
        if label not in self.defined:
            self.defined[label] = definition
        else:
            key = label, definition
            self._surplus[key] = self._surplus.get(key, 0) + 1

    def has(self, token: Token) -> bool:
        """Tell whether the definition that `token` opens is one of these."""
        label, definition = _label(token), _definition(token)
        return self.defined.get(label) == definition or (label, definition) in self._surplus

    def number_of(self, label: str) -> int:
        """Give the number of a label, the next free one at its first reference."""
        if label not in self._numbers:
            self._numbers[label] = self.add(Footnote(label, self.defined[label]))
        return self._numbers[label]

    def add(self, note: Footnote) -> int:
        """Give a note the next number."""
        self._numbered.append(note)
        return len(self._numbered)

    def in_order(self) -> Iterator[tuple[int, Footnote]]:
        """Yield the footnotes by number, then those that nothing refers to.

        What is referred to for the first time meanwhile has its turn as well.
        """
        unreferenced = self._unreferenced()
        shown = 0
        while True:
            while shown < len(self._numbered):
                shown += 1
                yield shown, self._numbered[shown - 1]
            note = next(unreferenced, None)
            if note is None:
                return
            shown = self.add(note)
            self._numbers.setdefault(note.label, shown)
            yield shown, note

    def _unreferenced(self) -> Iterator[Footnote]:
        for label, definition in self.defined.items():
            if label not in self._numbers:
                yield Footnote(label, definition, is_referenced=False)
        for (label, definition), count in self._surplus.items():
            for _ in range(count):
                yield Footnote(label, definition, is_referenced=False)


def footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a footnote's definition as markdown-it does, and keep it as it is written."""
    from mdit_py_plugins.footnote.index import footnote_def

    first = len(state.tokens)
    if not footnote_def(state, start_line, end_line, silent):
        return False
    if not silent:
        source = state.getLines(start_line, state.line, state.blkIndent, False)
        state.tokens[first].content = source.rstrip("\n")
    return True


def _label(token: Token) -> str:
    label: str = token.meta["label"]
    return label


def _definition(token: Token) -> Definition:
    return Definition(token.content, token.level)


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """Parse `[^label]`, if that label is defined."""
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    notes: Notes | None = state.env.get(NOTES)
    if not match or notes is None or match[1] not in notes.defined:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"number": notes.number_of(match[1])}
    state.pos = match.end()
    return True


def footnote_inline(state: StateInline, silent: bool) -> bool:
    """Parse `^[text]`; the text itself is parsed when the footnote is shown."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    notes: Notes | None = state.env.get(NOTES)
    content = state.src[state.pos + 2 : end].strip()
    if end < 0 or notes is None or not content:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"number": notes.add(Footnote(content=content))}
    state.pos = end + 1
    return True
