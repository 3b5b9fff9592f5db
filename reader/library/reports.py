"""What the library answers with: what was done, what was added, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reader.annotation.model import Annotation, Article, Entry
from reader.counting import plural
from reader.ingest.walking import PassedOver, Problem
from reader.text.document import Span

__all__ = ["AddProgress", "AddReport", "Done", "Hit", "Pair", "PassedOver", "Problem", "Where"]

Where = Literal["title", "tag", "note", "quote", "text"]


_NOWHERE = Span(0, 0)


class Pair(NamedTuple):
    """An article that came in, and one that it is a near copy of."""

    article: Article
    other: Article
    likeness: float
    """About which share of the words in a row they have in common, from 0.5 to 1."""


class Done(NamedTuple):
    """A step that is on disk."""

    entry: Entry | None
    """Its entry in the history; `None` if nothing had to be changed or none is kept."""
    annotation: Annotation | None = None
    """The annotation as it is now; `None` if it is gone or the step was about another thing."""
    message: str = ""
    """What was done, for the user."""
    touched: str = ""
    """The id of the only annotation that an undo or redo changed; "" if it changed others."""


class AddProgress(NamedTuple):
    """How far adding has come."""

    done: int
    """Files looked at; while they are sought, files found so far."""
    total: int
    """Files found; 0 while they are sought."""
    path: str
    """The file that is looked at now."""
    share: float = 0.0
    """How much of that file is done, of 1."""
    written: int = 0
    """Articles that are new or changed and on disk by now."""


PartKind = Literal[
    "added",
    "changed",
    "moved",
    "gone",
    "back",
    "unchanged",
    "problems",
    "review",
    "orphaned",
    "copies",
    "warnings",
    "exports",
]


class Part(NamedTuple):
    """One thing that adding did, as it is told."""

    kind: PartKind
    """The field of the report that it is about."""
    said: str


class AddReport(NamedTuple):
    """What adding did, article by article."""

    added: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    """Their files had changed and they show the new text."""
    unchanged: tuple[str, ...] = ()
    """Paths of those that are as they were."""
    moved: tuple[Article, ...] = ()
    """Their files are elsewhere now; they were recognised by their content."""
    gone: tuple[Article, ...] = ()
    """Their files are not there any more; they stay in the library."""
    back: tuple[Article, ...] = ()
    """Their files were gone and are there again, as they were."""
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    """Whether it was stopped before all files were looked at."""
    entry: Entry | None = None
    """Its entry in the history, if anything changed."""
    review: int = 0
    """Annotations that wait for review since: where they stand now is not sure."""
    orphaned: int = 0
    """Annotations whose passage is in the new text no more."""
    copies: tuple[Pair, ...] = ()
    """What came in and is nearly the same text as something that is there, or came in with it."""
    warnings: tuple[Problem, ...] = ()
    """What was guessed or could not be kept of what came in, by path."""
    exports: tuple[PassedOver, ...] = ()
    """Folders with files that were exported to them, which are no articles."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was done, a part each; whoever tells it may say more of one."""
        kinds: tuple[tuple[PartKind, Sequence[object], str], ...] = (
            ("added", self.added, "added"),
            ("changed", self.changed, "changed"),
            ("moved", self.moved, "moved"),
            ("gone", self.gone, "gone"),
            ("back", self.back, "there again"),
            ("unchanged", self.unchanged, "unchanged"),
            ("problems", self.problems, "not taken in"),
        )
        found = [Part(kind, f"{len(things):,} {said}") for kind, things, said in kinds if things]
        if self.review:
            found.append(Part("review", f"{plural(self.review, 'annotation')} to review"))
        if self.orphaned:
            found.append(Part("orphaned", f"{plural(self.orphaned, 'annotation')} orphaned"))
        if copies := len({pair.article.id for pair in self.copies}):
            noun = "near copy" if copies == 1 else "near copies"
            found.append(Part("copies", f"{copies:,} {noun} of other articles"))
        if self.warnings:
            found.append(Part("warnings", plural(len(self.warnings), "warning")))
        if exported := sum(one.files for one in self.exports):
            found.append(Part("exports", f"{plural(exported, 'exported file')} passed over"))
        return tuple(found)

    @property
    def message(self) -> str:
        """What was done, in one line."""
        return ", ".join(part.said for part in self.parts) or "nothing to add"


class Hit(NamedTuple):
    """One place that a search found."""

    article: Article
    start: int
    """Offset of the first of the words in the article's text; 0 for a title and a memo."""
    end: int
    context: str
    """Its sentence, or what says it of the annotation, as one line."""
    where: Where
    """What the query stands in."""
    annotation: str = ""
    """Id of the annotation whose quote, note or tag it is."""
    sentence: Span = _NOWHERE
    """The sentence of the text that it is in; empty for what is no place of its own in a text."""
    words: tuple[Span, ...] = ()
    """Where in the text the words stand in it, in order."""
    lit: tuple[Span, ...] = ()
    """Where in `context` they stand."""
