"""The dialog that exports annotations: what, how, and where to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input, Label

from reader.annotation.model import Annotation
from reader.counting import plural
from reader.errors import ReaderError
from reader.formats.export import Options
from reader.text.normal import visible
from reader.tui.drawn import Drawn, Piece, filled
from reader.tui.fields import Field, LineEntry
from reader.tui.views.passages import Narrowed
from reader.tui.widgets.options import Option
from reader.tui.widgets.options import Options as Ticks

if TYPE_CHECKING:
    from reader.tui.desk import Desk

_PREVIEW = 4
_WIDTH = 76


class ExportDialog(Field):
    """Where the CSV goes and how it is written, with a look at its first rows."""

    hint = "enter exports · tab moves · space ticks · esc leaves"
    DEFAULT_CSS = """
    ExportDialog {
        layer: above; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 1 2;
    }
    ExportDialog Label { color: $text-muted; background: $surface; width: 100%; }
    ExportDialog LineEntry, ExportDialog LineEntry:focus {
        height: 1; border: none; padding: 0 1; background: $background; margin: 0 0 1 0;
    }
    ExportDialog Options { height: auto; }
    ExportDialog Preview { height: 5; margin: 1 0; }
    """

    def __init__(self, desk: Desk, narrowed: Narrowed | None) -> None:
        """Open the dialog; `narrowed` is what the passages view shows, if it is open."""
        super().__init__()
        self._desk = desk
        self._narrowed = narrowed or Narrowed()
        self._options = Ticks(list(self._choices()))
        self._preview = Preview()
        self._replacing: Path | None = None
        """A file that is there already, once it was said so."""
        columns = desk.app.size.width
        self.styles.width = min(_WIDTH, columns)
        self.styles.offset = (
            max((columns - _WIDTH) // 2, 0),
            2 if desk.app.size.height > 24 else 0,
        )

    def _choices(self) -> Iterable[Option]:
        """Give what can be ticked here and now."""
        if self._narrowed != Narrowed():
            yield Option("narrowed", "only what the passages view shows", True)
        if self._desk.article is not None:
            yield Option("article", "this article only")
        yield Option("per-tag", "one row for each tag")
        yield Option("bom", "for Excel, with a byte order mark")
        yield Option("raw", "exact text, what looks like a formula too")

    def compose(self) -> ComposeResult:
        """Make the fields."""
        yield Label("Export annotations as CSV to the file", markup=False)
        yield LineEntry("annotations.csv", select_on_focus=False)
        yield self._options
        yield self._preview
        yield Label(self.hint, markup=False)

    def on_mount(self) -> None:
        """Look at the first rows; Textual sees to the inherited handler by itself."""
        self._look()

    def _narrowing(self) -> dict[str, str]:
        """Give what the export is narrowed to, as the library takes it."""
        shown = self._narrowed if self._options.ticked("narrowed") else Narrowed()
        narrowing = {"tag": shown.tag, "article": shown.article, "query": shown.words}
        if self._desk.article is not None and self._options.ticked("article"):
            narrowing["article"] = self._desk.article.id
        return narrowing

    def _look(self) -> None:
        """Show how many annotations there are, and the first of them."""
        found = self._desk.library.annotations(**self._narrowing())
        rows = [f"{', '.join(mark.tags) or '–'}  {_words(mark)}" for mark in found[:_PREVIEW]]
        self._preview.show([plural(len(found), "annotation"), *rows])

    def on_options_changed(self, event: Ticks.Changed) -> None:
        """Look again."""
        event.stop()
        self._look()

    def on_key(self, event: Key) -> None:
        """Export, move between the fields, or leave."""
        if event.key == "escape":
            self.leave()
        elif event.key == "enter":
            self._export()
        elif event.key in ("tab", "down", "shift+tab", "up"):
            in_field = self.app.focused is self.query_one(LineEntry)
            (self._options if in_field else self.query_one(LineEntry)).focus()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Export."""
        event.stop()
        self._export()

    def _export(self) -> None:
        """Write the file and say where it is."""
        typed = self.query_one(LineEntry).value.strip()
        if not typed:
            self._desk.say("Name a file to export to", error=True)
            return
        path = Path(typed).expanduser()
        if path.exists() and path != self._replacing:
            self._replacing = path
            self._desk.say(f"{visible(str(path))} is there already; enter again replaces it")
            return
        try:
            narrowing = self._narrowing()
            done = self._desk.library.export(
                path,
                tag=narrowing["tag"],
                article=narrowing["article"],
                query=narrowing["query"],
                options=Options(
                    per_tag=self._options.ticked("per-tag"),
                    bom=self._options.ticked("bom"),
                    raw=self._options.ticked("raw"),
                ),
            )
        except ReaderError as error:
            self._desk.say(str(error), error=True)
            return
        self.close()
        self._desk.say(f"{plural(done.written, 'row')} exported to {visible(str(path.absolute()))}")


class Preview(Drawn):
    """The first lines of what will be exported."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []

    def show(self, rows: list[str]) -> None:
        """Show these lines."""
        self._rows = rows
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line."""
        palette, width = self.palette, self.size.width
        text = self._rows[y] if y < len(self._rows) else ""
        style = palette.strong if y == 0 else palette.dim
        return [(filled(text, width), palette.raised(style))]


def _words(mark: Annotation) -> str:
    """Give what a line of the preview says of an annotation."""
    return f"memo: {mark.note}" if mark.is_memo else f"“{mark.quote}”"
