"""All annotations across articles, one a row, so that what they say can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.events import Click
from textual.timer import Timer

from reader.annotation.model import Annotation, Article
from reader.annotation.tagging import matched
from reader.commands import Place
from reader.text.cells import width_of
from reader.tui.drawn import Piece, label
from reader.tui.views.passage_lines import PassageLines
from reader.tui.views.passage_order import GROUPS, SORTS, Passage, arrange, following
from reader.tui.views.table import TableView

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice

_MANY = 2_000
"""Annotations from which on they are narrowed when typing pauses, not at each letter."""
_PAUSE = 0.2
"""Seconds of such a pause."""
_DETAIL = 7
"""Rows at the bottom for the whole of the passage at the cursor."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the view is narrowed to; empty for all."""

    tag: str = ""
    article: str = ""
    words: str = ""


class PassagesView(TableView):
    """The annotations, narrowed, grouped and sorted."""

    PLACES: ClassVar[tuple[Place, ...]] = ("passages",)

    def __init__(self, desk: Desk, narrowed: Narrowed | None = None) -> None:
        super().__init__()
        self._desk = desk
        self.narrowed = narrowed or Narrowed()
        self._group, self._sort = GROUPS[0], SORTS[0]
        self._rows: list[Passage] = []
        self._count = 0
        self._articles: dict[str, Article] = {}
        self._all: list[Annotation] = []
        self._waiting: Timer | None = None
        self._ticked: set[str] = set()
        self.reload()

    def reload(self) -> None:
        """Read the annotations anew; the cursor stays on its passage where that is still there."""
        library = self._desk.library
        self._articles = {row.article.id: row.article for row in library.articles()}
        self._all = [mark for mark in library.annotations() if mark.article in self._articles]
        self._arrange()

    def _arrange(self) -> None:
        """Narrow, group and sort what was read; the cursor stays on its passage."""
        here, narrowed, articles = self._current(), self.narrowed, self._articles
        found = self._all
        if narrowed != Narrowed():
            found = self._desk.library.annotations(
                tag=narrowed.tag, article=narrowed.article, query=narrowed.words
            )
            found = [mark for mark in found if mark.article in articles]
        self._count = len(found)
        self._rows = arrange(found, articles, self._group, self._sort)
        self._ticked &= {mark.id for mark in found}
        self.count = len(self._rows)
        same = [
            number
            for number, row in enumerate(self._rows)
            if here and row.annotation and row.annotation.id == here.id
        ]
        self.go(same[0] if same else 0)

    def _current(self) -> Annotation | None:
        """Give the annotation at the cursor."""
        return self._rows[self.index].annotation if self.index < len(self._rows) else None

    def _chosen(self) -> list[Annotation]:
        """Give the annotations that are ticked, else the one at the cursor."""
        ticked = {
            row.annotation.id: row.annotation
            for row in self._rows
            if row.annotation and row.annotation.id in self._ticked
        }
        here = self._current()
        return list(ticked.values()) or ([here] if here else [])

    def can_stand(self, index: int) -> bool:
        """Tell whether the cursor may be on a row: headings are passed over."""
        return bool(self._rows) and self._rows[index].annotation is not None

    # Drawing

    @property
    def body(self) -> int:
        """Rows for the table."""
        detail = _DETAIL if self.size.height >= 18 else 0
        return max(self.size.height - 3 - detail, 1)

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line: the heading, a passage, or the whole of the one at the cursor."""
        if y == 0:
            return self._heading()
        if y == 1:
            return []
        if y - 2 < self.body:
            number = self.top + y - 2
            return self._row(number) if number < len(self._rows) else self._nothing(y)
        return self._detail(y - 3 - self.body)

    def _heading(self) -> list[Piece]:
        """Give what the view is narrowed to, how many there are, and their order."""
        palette = self.palette
        parts = self._narrowing()
        count = f"{self._count:,}" + (f" of {len(self._all):,}" if parts else "")
        left = "  Passages"
        about = label("".join(f" · {part}" for part in parts), max(self.size.width // 2, 1))
        right = f"grouped by {self._group} · sorted by {self._sort}"
        gap = self.size.width - len(left) - width_of(about) - len(count) - 4 - len(right)
        pieces = [(left, palette.strong), (about, palette.accent), (f"  {count}", palette.dim)]
        return [*pieces, (" " * gap + right, palette.dim)] if gap > 0 else pieces

    def _narrowing(self) -> list[str]:
        """Give what the view is narrowed to, in words."""
        narrowed, article = self.narrowed, self._desk.article
        parts = [f"tag:{narrowed.tag}"] if narrowed.tag else []
        if narrowed.article:
            is_open = article is not None and article.id == narrowed.article
            parts.append("this article" if is_open else "one article")
        return [*parts, narrowed.words] if narrowed.words else parts

    def _nothing(self, y: int) -> list[Piece]:
        """Say why there is nothing, in one line of an empty table."""
        if self._rows or y != 3:
            return []
        is_all = self.narrowed == Narrowed()
        highlight, tag = map(self._desk.keys.key_of, ("highlight", "tag"))
        empty = f"Nothing marked yet: {highlight} highlights, {tag} tags."
        text = empty if is_all else "Nothing fits."
        return [("  " + text, self.palette.dim)]

    def _row(self, number: int) -> list[Piece]:
        """Give one row of the table."""
        row = self._rows[number]
        if row.annotation is None or row.article is None:
            return self._lines().heading(row.heading)
        ticked = row.annotation.id in self._ticked
        here = number == self.index
        return self._lines().row(row.annotation, row.article, here=here, ticked=ticked)

    def _detail(self, y: int) -> Iterable[Piece]:
        """Give a line of the whole passage at the cursor, below a rule."""
        if y < 0:
            return [("  " + "─" * (self.size.width - 4), self.palette.faint)]
        mark = self._current()
        lines = self._lines().whole(mark, _DETAIL - 1) if mark else []
        return [("    ", self.palette.text), *lines[y]] if y < len(lines) else []

    def _lines(self) -> PassageLines:
        return PassageLines(self.size.width, self.palette, self._desk.tag_colors())

    # Commands

    def command_passages_down(self) -> None:
        self.step(1)

    def command_passages_up(self) -> None:
        self.step(-1)

    def command_passages_page_down(self) -> None:
        self.step(self.body)

    def command_passages_page_up(self) -> None:
        self.step(-self.body)

    def command_passages_top(self) -> None:
        self.go(0)

    def command_passages_bottom(self) -> None:
        self.go(self.count - 1)

    def command_passages_open(self) -> None:
        here = self._current()
        if here is not None and here.is_sure:
            self._desk.open(here.article, here.start, lit=here.id)
        elif here is not None:
            # Its place is one of another text: no offset of the present one is surely meant.
            self._desk.review(at=here.id)

    def command_passages_mark(self) -> None:
        if here := self._current():
            self._ticked ^= {here.id}
            self.step(1)

    def command_passages_tag(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        before = set(map(matched, chosen[0].tags))
        for mark in chosen[1:]:
            before &= set(map(matched, mark.tags))

        def picked(choices: list[Choice]) -> None:
            wanted = [choice.text for choice in choices]
            off = sorted(before - set(map(matched, wanted)))
            for mark in chosen:
                self._desk.writing.show(
                    self._desk.library.edit(mark, add_tags=wanted, remove_tags=off)
                )

        self._desk.overlays.pick_tags("tag", picked, ticked=before)

    def command_passages_send(self) -> None:
        from reader.tui.views.tag_changes import TagChanges

        if not self.narrowed.tag:
            self._desk.say(f"{self._desk.keys.key_of('passages_by_tag')} first narrows to a tag")
        elif chosen := [mark.id for mark in self._chosen()]:
            TagChanges(self._desk, self).split(self.narrowed.tag, chosen)

    def command_passages_note(self) -> None:
        if here := self._current():
            self._desk.noting.note_of(here)

    def command_passages_delete(self) -> None:
        for mark in self._chosen():
            self._desk.writing.show(self._desk.library.delete(mark))

    def _narrow(self, **changes: str) -> None:
        """Narrow the view further, or widen it again."""
        now = {
            "tag": self.narrowed.tag,
            "article": self.narrowed.article,
            "words": self.narrowed.words,
        }
        self.narrowed = Narrowed(**{**now, **changes})
        self._arrange()

    def _narrow_to(self, words: str, *, soon: bool = False) -> None:
        """Narrow to what is typed; of many only `soon`, unless more is typed before."""
        if self._waiting is not None:
            self._waiting.stop()
        if soon and len(self._all) > _MANY:
            self._waiting = self.set_timer(_PAUSE, lambda: self._narrow(words=words))
        else:
            self._narrow(words=words)

    def command_passages_filter(self) -> None:
        from reader.tui.widgets.query_prompt import QueryPrompt

        def taken(typed: str) -> None:
            self._narrow_to(typed)
            self.focus()

        def left() -> None:
            self._narrow_to("")
            self.focus()

        prompt = QueryPrompt(
            "filter",
            self._desk.library,
            value=self.narrowed.words,
            taken=taken,
            typed=lambda typed: self._narrow_to(typed, soon=True),
            left=left,
        )
        self._desk.overlays.open(prompt, self._desk, after=self)

    def command_passages_by_tag(self) -> None:
        if self.narrowed.tag:
            self._narrow(tag="")
            return
        self._desk.overlays.pick_tags(
            "narrow to tag", lambda chosen: self._narrow(tag=chosen[0].text)
        )

    def command_passages_by_article(self) -> None:
        article = self._desk.article
        self._narrow(article="" if self.narrowed.article or article is None else article.id)

    def command_passages_group(self) -> None:
        self._group = following(GROUPS, self._group)
        self._arrange()

    def command_passages_sort(self) -> None:
        self._sort = following(SORTS, self._sort)
        self._arrange()

    def on_click(self, event: Click) -> None:
        """Go to the row under a click; a second click opens its place."""
        event.stop()
        number = self.top + event.y - 2
        if 0 <= event.y - 2 < self.body and number < self.count and self.can_stand(number):
            self.go(number)
            if event.chain > 1:
                self.command_passages_open()
