"""The dialog that exports annotations: formats, a file's name, options, and a look at it all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input, Label

from reader.config import expanded
from reader.counting import plural
from reader.errors import ReaderError
from reader.formats import known
from reader.text.normal import visible
from reader.tui.drawn import label
from reader.tui.fields import Field, LineEntry
from reader.tui.views.export import choice, places, ticks
from reader.tui.views.export.asked import Asked, Narrowing
from reader.tui.views.export.format_list import FormatList
from reader.tui.views.export.preview import PreviewPane, Previews
from reader.tui.views.export.rows import WIDEST, Rows, shared
from reader.tui.views.export.telling import ahead, told
from reader.tui.views.export.work import Work
from reader.tui.views.passages import Narrowed
from reader.tui.widgets.options import Option
from reader.tui.widgets.options import Options as Ticks

if TYPE_CHECKING:
    from reader.annotation.model import Article
    from reader.library.exchange.exporting import Exported
    from reader.library.exchange.previewing import Preview
    from reader.tui.desk import Desk

_NAMING = "enter exports · ↑↓ format · tab options · esc leaves"
_TICKING = "enter exports · space ticks · tab name · esc leaves"
_STEPS = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 5, "pageup": -5}


class ExportDialog(Field):
    """What is exported, how and where to, with the first of it as it will stand in the file."""

    hint = _NAMING
    DEFAULT_CSS = """
    ExportDialog { layer: above; background: $surface; }
    ExportDialog Label { color: $text-muted; background: $surface; width: 100%; height: 1; }
    ExportDialog LineEntry, ExportDialog LineEntry:focus {
        height: 1; border: none; padding: 0 1; background: $background;
    }
    """

    def __init__(self, desk: Desk, narrowed: Narrowed | None) -> None:
        """Open the dialog; `narrowed` is what the passages view shows, if it is open."""
        super().__init__()
        self._desk = desk
        self._narrowed = narrowed or Narrowed()
        self._article, self._is_listed = _article_at_hand(desk)
        self._choice = choice.last()
        self._formats = FormatList(known.written(), self._choice.format)
        self._chosen = ticks.Chosen(self._choice.options, is_folder=self._choice.is_folder)
        self._ticks = Ticks(self._options())
        self._offered = self._offer()
        """The name that was offered last."""
        self._heading = Label("Export annotations as", markup=False)
        self._path_entry = LineEntry(self._first_name(), select_on_focus=False)
        self._preview = PreviewPane()
        self._previews = Previews(desk, self._show, self._count, self._fail_to_look)
        self._work = Work(desk, self)
        self._total: int | None = None
        """Annotations that there are, once they are counted."""
        self._replacing: Path | None = None
        """A file that is there already, once it was said so."""
        self._arrange(*desk.app.size)

    def compose(self) -> ComposeResult:
        """Make the parts, one below the other."""
        yield self._heading
        yield self._formats
        yield self._path_entry
        yield self._ticks
        yield self._preview

    def on_mount(self) -> None:
        """Look at the first rows; Textual sees to the inherited handler by itself."""
        self._look()

    def on_unmount(self) -> None:
        """Stop what it was doing, however it ends."""
        self._work.stop()
        self._previews.stop()

    def fit(self) -> None:
        """Share the rows anew."""
        self._arrange(*self.app.size)

    def _arrange(self, columns: int, rows: int) -> None:
        """Give every part its rows; one row is left for the footer."""
        given = shared(rows - 1, len(self._formats), len(self._ticks))
        width = min(WIDEST, columns)
        self.styles.width, self.styles.height = width, given.total
        self.styles.offset = ((columns - width) // 2, given.top)
        self.styles.padding = (given.air, 2 if given.air else 1)
        self._give(given)

    def _give(self, given: Rows) -> None:
        for part, height in (
            (self._formats, given.formats),
            (self._ticks, given.ticks),
            (self._preview, given.preview),
        ):
            part.styles.height = height
        for spaced in (self._heading, self._formats, self._path_entry):
            spaced.styles.margin = (0, 0, given.air, 0)
        self._ticks.styles.margin = (0, 0, given.air if given.ticks else 0, 0)

    # What is asked for

    def _options(self) -> list[Option]:
        """Give what can be ticked here and now."""
        narrowed = self._narrowed != Narrowed()
        article = "the article at the list's cursor" if self._is_listed else "this article"
        of = [("narrowed", "only what the passages view shows")] if narrowed else []
        of += [("article", f"{article} only")] if self._article else []
        return self._chosen.options(self._formats.current, of)

    @property
    def _is_folder(self) -> bool:
        return ticks.is_folder(self._formats.current, self._chosen)

    def _asked(self) -> Asked:
        """Give what is asked for now; what cannot be narrowed so raises `ReaderError`."""
        form, given = self._formats.current, self._chosen.given(self._formats.current)
        return Asked(form, given, self._is_folder, self._narrowing())

    def _narrowing(self) -> Narrowing:
        shown = self._narrowed if self._chosen.is_ticked("narrowed") else Narrowed()
        article = shown.article
        if self._article is not None and self._chosen.is_ticked("article"):
            article = self._article.id
        return Narrowing(article, shown.tag, self._desk.library.asked(shown.words))

    # A look at it

    def _look(self) -> None:
        """Look at what would be written."""
        try:
            asked = self._asked()
        except ReaderError as error:
            self._fail_to_look(error.what)
        else:
            self._previews.look(asked)

    def _show(self, found: Preview) -> None:
        self._preview.show(found.lines, ahead(self._formats.current, found))

    def _count(self, count: int) -> None:
        self._total = count
        if not self._work.is_running:
            self._heading.update(f"Export {plural(count, 'annotation')} as")

    def _fail_to_look(self, problem: str) -> None:
        self._preview.show([], f"no preview: {visible(problem)}")

    # Keys

    def on_key(self, event: Key) -> None:
        """Export, choose, move between the parts, stop or leave."""
        if event.key == "escape":
            self._step_back()
        elif event.key == "enter":
            self._export()
        elif event.key in ("tab", "shift+tab"):
            self._change_part()
        elif event.key in _STEPS and not self._work.is_running:
            self._formats.step(_STEPS[event.key])
        elif event.key not in _STEPS:
            return
        event.stop()
        event.prevent_default()

    def _step_back(self) -> None:
        """Stop the writing, put an error out, or leave."""
        if self._work.stop():
            self._desk.say("Stopping")
        elif self._desk.footer.has_error:
            self._desk.footer.dismiss()
        else:
            self.leave()

    def _change_part(self) -> None:
        """Go to the options, or back to the name."""
        to_ticks = self.app.focused is self._path_entry and len(self._ticks) > 0
        self.hint = _TICKING if to_ticks else _NAMING
        (self._ticks if to_ticks else self._path_entry).focus()

    def stop(self) -> bool:
        """Stop the writing; False where nothing is written."""
        return self._work.stop()

    def close(self) -> bool:
        """Take it from the screen; what it was doing is stopped."""
        self._work.stop()
        self._previews.stop()
        return super().close()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Export."""
        event.stop()
        self._export()

    def on_format_list_changed(self, event: FormatList.Changed) -> None:
        """Show the options of the format, and how it looks."""
        event.stop()
        self._preview.show([], "")
        self._changed()

    def on_options_changed(self, event: Ticks.Changed) -> None:
        """Look again."""
        event.stop()
        self._chosen.take(self._ticks.options)
        self._changed()

    def _changed(self) -> None:
        """Have all follow what is chosen now."""
        self._ticks.show(self._options())
        self._arrange(*self.app.size)
        offered = self._offer()
        if offered != self._offered:
            self._path_entry.value = places.followed(self._path_entry.value, self._offered, offered)
            self._path_entry.cursor_position = len(self._path_entry.value)
            self._offered = offered
        self._look()

    def _offer(self) -> str:
        return places.offered(self._formats.current, is_folder=self._is_folder)

    def _first_name(self) -> str:
        return places.beginning(self._choice.folder) + self._offered

    # Writing

    def _export(self) -> None:
        """Write what is asked for, unless that is under way."""
        if self._work.is_running:
            return
        typed = self._path_entry.value.strip()
        if not typed:
            self._desk.say("Name a file to export to", error=True)
            return
        try:
            asked = self._asked()
        except ReaderError as error:
            self.failed(error.what)
            return
        self._desk.footer.dismiss()
        target = Path(expanded(typed)).absolute()
        self._previews.stop()
        self._hint_at("esc stops")
        chosen = self._chosen.remembered(asked.format.name, str(target.parent))
        self._work.start(asked, target, chosen.keep, may_replace=target == self._replacing)

    def there_already(self, target: Path) -> None:
        """Ask for enter once more."""
        self._replacing = target
        self._go_on()
        name = label(visible(target.name), 40)
        self._desk.say(f"{name} is there already; enter again replaces it")

    def so_far(self, count: int) -> None:
        """Say in the title how far it is."""
        of = f" of {self._total:,}" if self._total is not None else ""
        self._heading.update(f"Writing · {count:,}{of} · esc stops")

    def exported(self, asked: Asked, target: Path, done: Exported) -> None:
        """Close, and say where it went and what is not in it."""
        self.close()
        room, losses = self._desk.app.size.width - 4, list(done.losses.lines())
        self._desk.say(told(done.written, asked.noun, target, losses, room))

    def stopped(self) -> None:
        """Say that nothing was written."""
        self._go_on()
        self._desk.say("Stopped; nothing was written")

    def failed(self, problem: str) -> None:
        """Say why it failed, until that is dismissed; all stays as it was typed."""
        self._go_on()
        self._desk.say(f"Not exported: {visible(problem)}", error=True)

    def _go_on(self) -> None:
        """Let what is asked for be changed again."""
        if self.closed is not None:
            self._hint_at(_TICKING if self.app.focused is self._ticks else _NAMING)
            self._look()

    def _hint_at(self, hint: str) -> None:
        self.hint = hint
        self._desk.keys_changed()


def _article_at_hand(desk: Desk) -> tuple[Article | None, bool]:
    """Give the article that "this" is, and whether it is the list's and not the open one."""
    row = desk.list.current if desk.ground is desk.list and desk.overlays.view is None else None
    if row is None or (desk.article is not None and row.article.id == desk.article.id):
        return desk.article, False
    return row.article, True


__all__ = ["ExportDialog"]
