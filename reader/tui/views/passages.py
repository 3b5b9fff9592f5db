"""All annotations across articles, one a row, so that what they say can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.events import Click

from reader.annotation.model import Annotation
from reader.commands import Place
from reader.text.cells import width_of
from reader.text.normal import normalise
from reader.text.wrapping import wrap
from reader.tui import words
from reader.tui.drawn import Piece, cut, filled, label
from reader.tui.margin import chip_lines, note_lines
from reader.tui.painter import color_of
from reader.tui.views.passage_order import GROUPS, SORTS, Passage, arrange, following
from reader.tui.views.table import TableView

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice

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
        self._count = self._total = 0
        self._ticked: set[str] = set()
        self.reload()

    def reload(self) -> None:
        """Read the annotations anew; the cursor stays on its passage where that is still there."""
        library = self._desk.library
        here = self._current()
        articles = {row.article.id: row.article for row in library.articles()}
        narrowed = self.narrowed
        found = library.annotations(
            tag=narrowed.tag, article=narrowed.article, words=narrowed.words
        )
        found = [mark for mark in found if mark.article in articles]
        self._total = len(library.annotations()) if narrowed != Narrowed() else len(found)
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
        palette, narrowed = self.palette, self.narrowed
        article = self._desk.article
        parts = [f"tag:{narrowed.tag}"] if narrowed.tag else []
        parts += (
            ["this article" if article and article.id == narrowed.article else "one article"]
            if narrowed.article
            else []
        )
        parts += [narrowed.words] if narrowed.words else []
        count = f"{self._count} of {self._total}" if parts else str(self._count)
        left = "  Passages"
        about = label("".join(f" · {part}" for part in parts), max(self.size.width // 2, 1))
        right = f"grouped by {self._group} · sorted by {self._sort}"
        gap = self.size.width - len(left) - width_of(about) - len(count) - 4 - len(right)
        pieces = [(left, palette.strong), (about, palette.accent), (f"  {count}", palette.dim)]
        return [*pieces, (" " * gap + right, palette.dim)] if gap > 0 else pieces

    def _nothing(self, y: int) -> list[Piece]:
        if self._rows or y != 3:
            return []
        text = (
            "Nothing fits."
            if self.narrowed != Narrowed()
            else "Nothing marked yet: enter highlights, t tags."
        )
        return [("  " + text, self.palette.dim)]

    def _row(self, number: int) -> list[Piece]:
        """Give one passage: its quote in its context, where from, and its note."""
        palette, row = self.palette, self._rows[number]
        if row.annotation is None or row.article is None:
            color = self._desk.tag_colors().get(row.heading.rsplit("  ", 1)[0].casefold(), "")
            style = palette.ink(color) if color else palette.accent
            return [
                (
                    "  " + label(row.heading, self.size.width - 4),
                    style + palette.make(attributes="bold"),
                )
            ]
        here = number == self.index
        raised = palette.raised if here else lambda style: style
        width = self.size.width
        note_width = min(width // 4, 36) if width >= 100 else 0
        from_width = 24 if width >= 70 else 0
        room = width - 4 - note_width - from_width - 2
        tick = "✓" if row.annotation.id in self._ticked else " "
        bar = ("▌" if here else " ", raised(palette.accent))
        pieces: list[Piece] = [bar, (tick + " ", raised(palette.accent))]
        pieces += self._quote(row.annotation, room, raised)
        year = words.day(row.article.published)[-4:]
        origin = " · ".join(
            part for part in (row.article.source or row.article.title, year) if part
        )
        if from_width:
            pieces.append(("  " + filled(origin, from_width - 2), raised(palette.dim)))
        if note_width:
            pieces.append(("  " + filled(row.annotation.note, note_width - 2), raised(palette.dim)))
        return [*pieces, (" " * width, raised(palette.text))]

    def _quote(self, mark: Annotation, room: int, raised: Callable[..., object]) -> list[Piece]:
        """Give a quote lit in its context, as much as there is room for."""
        palette = self.palette
        room -= 2
        quote, size = cut(label(mark.quote, room), room)
        color = color_of(mark.tags, self._desk.tag_colors())
        edge = ("▎ ", raised(palette.ink(color)))
        free = room - size
        # Lit only in a context that it stands out from.
        lit = palette.mark(color) if free > 20 else Style.null()
        before = label(mark.prefix, 40)[-min(free // 2, 24) :] if free > 20 else ""
        if before and " " in before:
            before = before[before.index(" ") + 1 :]
        after = cut(label(mark.suffix, 40), free - width_of(before))[0] if free > 20 else ""
        fill = " " * max(room - width_of(before) - size - width_of(after), 0)
        dim = raised(palette.dim)
        return [edge, (before, dim), (quote, raised(palette.text) + lit), (after + fill, dim)]  # type: ignore[list-item, operator]

    def _detail(self, y: int) -> Iterable[Piece]:
        """Give a line of the whole passage at the cursor."""
        mark, palette = self._current(), self.palette
        if y < 0 or mark is None:
            return [("  " + "─" * (self.size.width - 4), palette.faint)] if y < 0 else []
        width = min(self.size.width - 8, 100)
        chips = chip_lines(mark, width, self._desk.tag_colors(), palette)
        text = normalise(mark.quote)
        quote = [
            [(text[a:b], palette.text)]
            for a, b in wrap(text.replace("\n", " "), 0, len(text), width)
        ]
        notes = note_lines(mark.note, width, palette, bright=True)
        room = _DETAIL - 1 - len(chips) - min(len(notes), 2)
        lines = quote[:room] + chips + notes
        return [("    ", palette.text), *lines[y]] if y < min(len(lines), _DETAIL - 1) else []

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
        if here := self._current():
            self._desk.open(here.article, here.start, lit=here.id)

    def command_passages_mark(self) -> None:
        if here := self._current():
            self._ticked ^= {here.id}
            self.step(1)

    def command_passages_tag(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        before = {tag.casefold() for tag in chosen[0].tags}
        for mark in chosen[1:]:
            before &= {tag.casefold() for tag in mark.tags}

        def picked(choices: list[Choice]) -> None:
            wanted = [choice.text for choice in choices]
            off = sorted(before - {name.casefold() for name in wanted})
            for mark in chosen:
                self._desk.writing.show(
                    self._desk.library.edit(mark, add_tags=wanted, remove_tags=off)
                )

        self._desk.overlays.pick_tags("tag", picked, ticked=before)

    def command_passages_note(self) -> None:
        here = self._current()
        if here is None:
            return

        def kept(text: str) -> None:
            if text != here.note:
                self._desk.writing.show(self._desk.library.edit(here, note=text))

        self._desk.overlays.write_note(f"“{here.quote}”", here.note, kept)

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
        self.reload()

    def command_passages_filter(self) -> None:
        from reader.tui.widgets.prompt import Prompt

        def taken(typed: str) -> None:
            self._narrow(words=typed)
            self.focus()

        def left() -> None:
            self._narrow(words="")
            self.focus()

        prompt = Prompt(
            "filter",
            value=self.narrowed.words,
            taken=taken,
            typed=lambda typed: self._narrow(words=typed),
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
        self.reload()

    def command_passages_sort(self) -> None:
        self._sort = following(SORTS, self._sort)
        self.reload()

    def on_click(self, event: Click) -> None:
        """Go to the row under a click; a second click opens its place."""
        event.stop()
        number = self.top + event.y - 2
        if 0 <= event.y - 2 < self.body and number < self.count and self.can_stand(number):
            self.go(number)
            if event.chain > 1:
                self.command_passages_open()
