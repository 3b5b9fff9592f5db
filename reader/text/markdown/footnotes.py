"""Footnotes: the rules that see them in a source, and the order of their numbers.

A note's number is that of its first reference. The rules keep what a note says as it is
written, to be parsed when it is shown: notes in notes then nest in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

NOTES = "notes"
"""What the parser's environment keeps its `Notes` under."""

_REFERENCE = re.compile(r"\[\^([^\s\[\]]+)\]")


@dataclass(slots=True)
class Note:
    """A footnote: defined under a label, or written where it is referred to."""

    label: str = ""
    """The label that it is defined under."""
    tokens: range | None = None
    """Indices of the block tokens that define it."""
    content: str = ""
    """The source of one that is written where it is referred to."""
    is_referenced: bool = True
    """Whether anything refers to it."""


@dataclass(slots=True)
class Notes:
    """The footnotes of a document."""

    defined: dict[str, range] = field(default_factory=dict)
    """Indices of the block tokens of each label's first definition."""
    surplus: list[tuple[str, range]] = field(default_factory=list)
    """Labels and tokens of further definitions of a label."""
    ends: dict[int, int] = field(default_factory=dict)
    """Indices of the tokens that close a definition, by those that open it."""
    _numbered: list[Note] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number_of(self, label: str) -> int:
        """Give the number of a label, the next free one at its first reference."""
        if label not in self._numbers:
            self._numbers[label] = self.add(Note(label, self.defined[label]))
        return self._numbers[label]

    def add(self, note: Note) -> int:
        """Give a note the next number."""
        self._numbered.append(note)
        return len(self._numbered)

    def in_order(self) -> Iterator[tuple[int, Note]]:
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
            number = self.add(note)
            self._numbers.setdefault(note.label, number)

    def _unreferenced(self) -> Iterator[Note]:
        for label, tokens in self.defined.items():
            if label not in self._numbers:
                yield Note(label, tokens, is_referenced=False)
        for label, tokens in self.surplus:
            yield Note(label, tokens, is_referenced=False)


def find_notes(tokens: list[Token]) -> Notes:
    """Find the definitions of footnotes among a document's block tokens."""
    notes = Notes()
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            opened.append(index)
        elif token.type == "footnote_reference_close":
            start = opened.pop()
            notes.ends[start] = index
    for start in sorted(notes.ends):
        label = tokens[start].meta["label"]
        within = range(start + 1, notes.ends[start])
        if label in notes.defined:
            notes.surplus.append((label, within))
        else:
            notes.defined[label] = within
    return notes


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
        state.push("footnote_ref", "", 0).meta = {"number": notes.add(Note(content=content))}
    state.pos = end + 1
    return True
