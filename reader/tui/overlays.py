"""What is opened over the panes for a while: one field to type into, or a view in their place.

Only one field is open at a time, and it is never left open without the focus: opening another,
or clicking beside it, leaves it as escape would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from reader.text.document import Span

if TYPE_CHECKING:
    from reader.tui.desk_panes import PanesDesk
    from reader.tui.drawn import Drawn
    from reader.tui.fields import Field
    from reader.tui.widgets.note_editor import NoteEditor
    from reader.tui.widgets.picker import Choice


class Overlays:
    """The field and the view of one desk."""

    def __init__(self, desk: PanesDesk) -> None:
        self._desk = desk
        self.field: Field | None = None
        """The field that is open, if one is."""
        self._place: Callable[[], None] | None = None
        """What places the field that is open, where it has a place of its own."""
        self.view: Drawn | None = None
        """What takes the place of the panes, if something does."""

    # Views

    def show(self, view: Drawn) -> None:
        """Show a view in place of the panes."""
        self.leave_field()
        before, self.view = self.view, view
        view.add_class("view")
        self._desk.add_class("viewing")
        self._desk.mount(view, after=self._desk.query_one("#panes"))
        self._desk.set_focus(view)
        if before is not None:
            before.remove()

    def close_view(self) -> bool:
        """Give the panes their place back; False where they have it."""
        self.leave_field()
        view, self.view = self.view, None
        if view is None:
            return False
        self._desk.remove_class("viewing")
        self.focus_ground()
        view.remove()
        return True

    # Fields

    def open(self, field: Field, place: Widget, *, after: Widget | None = None) -> None:
        """Open a field at a place, in the stead of one that is open."""
        self.leave_field()
        self.field = field
        field.closed = self._closed
        place.mount(field, after=after)

    def leave_field(self) -> None:
        """Leave the open field as escape would."""
        if self.field is not None:
            self.field.leave()

    def _closed(self) -> None:
        """Give the focus back to what lies below the field."""
        self.field = self._place = None
        self.focus_ground()

    def focus_ground(self) -> None:
        """Give the focus to what lies below a field, at once: the view, else a pane."""
        desk = self._desk
        ground = self.view or (desk.ground if desk.ground.display else desk.pane)
        desk.set_focus(ground)

    def focus_moved(self, focused: Widget | None) -> None:
        """Leave the field if the focus has left it."""
        field = self.field
        if focused is None or field is None or not field.is_attached:
            return
        if field not in focused.ancestors_with_self:
            self.leave_field()

    # Kinds of field

    def write_note(
        self, about: str, note: str, kept: Callable[[str], None], **options: Any
    ) -> NoteEditor:
        """Open the field for a note, below the text."""
        from reader.tui.widgets.note_editor import NoteEditor

        editor = NoteEditor(about, note, kept, **options)
        if self.view is None:
            self.open(editor, self._desk.query_one("#reading"))
        else:
            self.open(editor, self._desk, after=self.view)
        return editor

    def pick_tags(
        self,
        title: str,
        picked: Callable[[list[Choice]], None],
        *,
        ticked: Iterable[str] = (),
        beside: Span | None = None,
    ) -> None:
        """Open the picker over the tags, away from the passage it is for."""
        from reader.tui.tag_choices import TagChoices

        choices = TagChoices(self._desk.uses)
        self.pick(
            title,
            choices.all(),
            picked,
            ticked=ticked,
            several=True,
            new=choices.new,
            beside=beside,
        )

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        picked: Callable[[list[Choice]], None],
        *,
        beside: Span | None = None,
        width: int = 44,
        **options: Any,
    ) -> None:
        """Open a picker so many cells wide; `beside` is the passage that it must not cover."""
        from reader.tui.widgets.picker import ABOUT, Picker

        picker = Picker(title, choices, picked, **options)

        def place() -> None:
            columns, rows = self._desk.app.size
            room = min(width, columns - 2)
            height = min(len(choices), 9) + 4
            height += ABOUT if any(choice.about for choice in choices) else 0
            left, top = (columns - room) // 2, max(min(2, rows - height), 0)
            if beside is not None and self.view is None:
                left, top = self._beside(beside, room, height, columns, rows - 2)
            picker.styles.width = room
            picker.styles.offset = (left, top)

        place()
        self.open(picker, self._desk)
        self._place = place

    def resized(self) -> None:
        """Place what is open anew, when the panes below it are."""
        if self.field is not None:
            self._desk.call_after_refresh(self._place or self.field.fit)

    def _beside(
        self, span: Span, width: int, height: int, columns: int, rows: int
    ) -> tuple[int, int]:
        """Give the place below a passage for a field, or above where there is no room."""
        pane = self._desk.pane
        first, cell = pane.place_of(span.start)
        last, _ = pane.place_of(max(span.end - 1, span.start))
        below = pane.region.y + last + 1
        top = below if below + height <= rows else max(pane.region.y + first - height, 0)
        return max(min(pane.region.x + cell, columns - width - 1), 1), top
