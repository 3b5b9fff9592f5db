"""What the export dialog asks: format, name and options, with a look at what they would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Label

from reader.counting import plural
from reader.errors import ReaderError
from reader.formats import known
from reader.tui.fields import Field, LineEntry
from reader.tui.views.export import choice, places, ticks
from reader.tui.views.export.asked import Asked, Narrowing
from reader.tui.views.export.format_list import FormatList
from reader.tui.views.export.preview import PreviewPane, Previews
from reader.tui.views.export.rows import Rows, across, shared
from reader.tui.views.export.telling import ahead
from reader.tui.views.export.template import TemplateEntry
from reader.tui.views.passages import Narrowed
from reader.tui.widgets.geometry import list_width
from reader.tui.widgets.options import Option
from reader.tui.widgets.options import Options as Ticks

if TYPE_CHECKING:
    from reader.annotation.model import Article
    from reader.library.exchange.previewing import Preview
    from reader.tui.desk import Desk

NAMING = "enter exports · ↑↓ format · tab options · esc leaves"


class AskingDialog(Field):
    """What is exported, how and where to, with the first of it as it will stand in the file."""

    hint = NAMING
    DEFAULT_CSS = """
    AskingDialog { layer: above; background: $surface; }
    AskingDialog Label { color: $text-muted; background: $surface; width: 100%; height: 1; }
    AskingDialog LineEntry, AskingDialog LineEntry:focus {
        height: 1; border: none; padding: 0 1; background: $background;
    }
    AskingDialog TemplateEntry { height: 1; background: $surface; }
    AskingDialog TemplateEntry Label { width: auto; padding: 0 2; }
    AskingDialog TemplateEntry LineEntry { width: 1fr; }
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
        self._template = TemplateEntry(self._choice.template)
        self._offered = self._offer()
        """The name that was offered last."""
        self._heading = Label("Export annotations as", markup=False)
        self._path_entry = LineEntry(self._first_name(), select_on_focus=False)
        self._preview = PreviewPane()
        self._previews = Previews(desk, self._show, self._count, self._fail_to_look)
        self._total: int | None = None
        """Annotations that there are, once they are counted."""
        self._arrange(*desk.app.size)

    def compose(self) -> ComposeResult:
        """Make the parts, one below the other."""
        yield self._heading
        yield self._formats
        yield self._path_entry
        yield self._ticks
        yield self._template
        yield self._preview

    def on_mount(self) -> None:
        """Look at the first rows; Textual sees to the inherited handler by itself."""
        self._look()

    def fit(self) -> None:
        """Share the rows anew."""
        self._arrange(*self.app.size)

    def _arrange(self, columns: int, rows: int) -> None:
        """Give every part its rows; one row is left for the footer."""
        self._template.display = is_templated = "template" in self._formats.current.options
        given = shared(rows - 1, len(self._formats), len(self._ticks), is_templated=is_templated)
        beside = 0 if self._desk.pane.alone else list_width(columns)
        left, width = across(columns, beside)
        self.styles.width, self.styles.height = width, given.total
        self.styles.offset = (left, given.top)
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
        last = self._template if self._template.display else self._ticks
        self._ticks.styles.margin = self._template.styles.margin = 0
        last.styles.margin = (0, 0, given.air if given.ticks else 0, 0)

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
        return Asked(form, given, self._is_folder, self._narrowing(), self._template_file)

    @property
    def _template_file(self) -> str:
        """The file of a template, if one is named and the format is written by one."""
        return self._template.typed if self._template.display else ""

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
        said = ahead(self._formats.current, found)
        self._preview.show(found.lines, "what the template has" if self._template_file else said)

    def _count(self, count: int) -> None:
        self._total = count
        self._heading.update(f"Export {plural(count, 'annotation')} as")

    def _fail_to_look(self, problem: str) -> None:
        self._preview.fail(problem)

    # Choosing

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

    def on_template_entry_changed(self, event: TemplateEntry.Changed) -> None:
        """Look again."""
        event.stop()
        self._look()

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


def _article_at_hand(desk: Desk) -> tuple[Article | None, bool]:
    """Give the article that "this" is, and whether it is the list's and not the open one."""
    row = desk.list.current if desk.ground is desk.list and desk.overlays.view is None else None
    if row is None or (desk.article is not None and row.article.id == desk.article.id):
        return desk.article, False
    return row.article, True
