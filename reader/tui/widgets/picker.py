"""A small list over the text to pick from by typing: tags, commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from textual.app import ComposeResult
from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Input

from reader.text.cells import drawn
from reader.text.wrapping import wrap
from reader.tui.drawn import Drawn, Piece, filled, label
from reader.tui.fields import Field, LineEntry
from reader.tui.widgets.choice_ranking import ranked

_ROWS = 9
ABOUT = 2
"""Rows for what is said of the choice at the cursor."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to pick."""

    value: str
    text: str
    """What is shown, and what typed letters are matched with."""
    aside: str = ""
    """What stands at the right: a count, a key."""
    color: str = ""
    """A tag's colour."""
    made: bool = False
    """Whether picking it makes something new."""
    indent: int = 0
    """How deep it stands below others."""
    about: str = ""
    """What is said of it below the list while it is at the cursor."""


Picked = Callable[[list[Choice]], None]


class Picker(Field):
    """A field and the choices that fit what is typed, best first.

    With `several`, tab ticks and unticks; enter gives what is ticked, and the choice at the
    cursor if something is typed or nothing was ticked. `new` makes a choice of what was typed,
    where nothing has that name.
    """

    hint = "enter takes · esc leaves"
    DEFAULT_CSS = """
    Picker {
        layer: above; height: auto; background: $surface; padding: 1 0;
    }
    Picker LineEntry, Picker LineEntry:focus {
        height: 1; border: none; padding: 0 1; background: $surface;
    }
    Picker Choices { height: auto; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        picked: Picked,
        *,
        ticked: Iterable[str] = (),
        several: bool = False,
        new: Callable[[str], Choice] | None = None,
        start: int = 0,
    ) -> None:
        """Make a picker over the choices, the one at `start` under the cursor first."""
        super().__init__()
        self._title = title
        self._all = list(choices)
        self._picked, self._new = picked, new
        self._several = several
        self._touched = False
        """Whether something was ticked or unticked."""
        self.hint = "enter takes · tab ticks several · esc leaves" if several else self.hint
        self._list = Choices(list(choices), set(ticked))
        self._start = start
        self._list.go(start)

    def compose(self) -> ComposeResult:
        """Make the field and the list."""
        yield LineEntry(placeholder=self._title, select_on_focus=False)
        yield self._list

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the choices that fit what is typed."""
        event.stop()
        typed = event.value.strip()
        found = ranked(self._all, typed)
        if typed and self._new:
            made = self._new(typed)
            if all(choice.value != made.value for choice in self._all):
                found = [*found, made]
        self._list.show(found)
        if not typed:
            self._list.go(self._start)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what is ticked, or the choice at the cursor."""
        event.stop()
        taken = [choice for choice in self._list.known if choice.value in self._list.ticked]
        here = self._list.current
        if here is not None and here not in taken and (event.value.strip() or not self._touched):
            # Without a tick of one's own, enter means the choice at the cursor.
            taken.append(here)
        if self.close() and (taken or self._touched):
            self._picked(taken)

    def on_key(self, event: Key) -> None:
        """Move in the list, tick, or leave."""
        steps = {
            "down": 1,
            "up": -1,
            "ctrl+n": 1,
            "ctrl+p": -1,
            "pagedown": _ROWS,
            "pageup": -_ROWS,
        }
        if event.key in steps:
            self._list.go(steps[event.key])
        elif event.key == "tab" and self._several:
            self._list.tick()
            self._touched = True
            self.query_one(LineEntry).value = ""
        elif event.key == "escape":
            self.leave()
        elif event.key not in ("tab", "shift+tab"):
            return
        event.stop()
        event.prevent_default()

    def on_choices_clicked(self) -> None:
        """Take the choice that was clicked."""
        self.query_one(LineEntry).post_message(
            Input.Submitted(self.query_one(LineEntry), self.query_one(LineEntry).value)
        )


class Choices(Drawn):
    """The choices in view, one a row."""

    class Clicked(Message):
        """The choice at the cursor was clicked."""

    def __init__(self, choices: list[Choice], ticked: set[str]) -> None:
        super().__init__()
        self.shown = choices
        self.known = list(choices)
        """All choices seen so far, new ones that were ticked included."""
        self.ticked = ticked
        self.index = 0
        self._top = 0

    @property
    def current(self) -> Choice | None:
        """The choice at the cursor."""
        return self.shown[self.index] if self.index < len(self.shown) else None

    def show(self, choices: list[Choice]) -> None:
        """Show these choices, the cursor on the first."""
        self.shown = choices
        self.index = self._top = 0
        self.refresh(layout=True)

    def go(self, step: int) -> None:
        """Move the cursor."""
        self.index = min(max(self.index + step, 0), max(len(self.shown) - 1, 0))
        self._top = min(self._top, self.index)
        self._top = max(self._top, self.index - _ROWS + 1)
        self.refresh(layout=any(choice.about for choice in self.shown))

    def tick(self) -> None:
        """Tick or untick the choice at the cursor."""
        here = self.current
        if here is None:
            return
        self.ticked ^= {here.value}
        if here not in self.known:
            self.known.append(here)
        self.refresh()

    def get_content_height(self, *_: object) -> int:
        """Give the rows that the list takes."""
        is_about = self.current is not None and bool(self.current.about)
        return self._rows + (ABOUT if is_about else 0)

    @property
    def _rows(self) -> int:
        """Rows for choices."""
        return min(max(len(self.shown), 1), _ROWS)

    def _about(self, y: int) -> list[Piece]:
        """Give a row of what is said of the choice at the cursor."""
        text = drawn(self.current.about) if self.current else ""
        rows = list(islice(wrap(text, 0, len(text), max(self.size.width - 4, 1)), ABOUT))
        start, end = rows[y] if y < len(rows) else (0, 0)
        shown = filled("    " + text[start:end], self.size.width)
        return [(shown, self.palette.raised(self.palette.dim))]

    def line(self, y: int) -> Iterable[Piece]:
        """Give one choice."""
        palette, width = self.palette, self.size.width
        raised = palette.raised
        if not self.shown:
            return [(filled("  nothing fits", width), raised(palette.dim))]
        number = self._top + y
        if y >= self._rows:
            return self._about(y - self._rows)
        if number >= len(self.shown):
            return [(" " * width, raised(palette.text))]
        choice = self.shown[number]
        here = number == self.index
        bar = "▌" if here else " "
        tick = "✓" if choice.value in self.ticked else " "
        aside = f" {choice.aside} " if choice.aside else " "
        text = f"+ new tag “{choice.text}”" if choice.made else "  " * choice.indent + choice.text
        dot = ("● ", raised(palette.ink(choice.color))) if choice.color else ("", palette.text)
        room = width - 3 - len(dot[0]) - len(aside)
        style = palette.strong if here else palette.text
        return [
            (bar, raised(palette.accent)),
            (tick + " ", raised(palette.accent)),
            dot,
            (filled(text, room), raised(style)),
            (label(aside, len(aside)) if aside.strip() else aside, raised(palette.dim)),
        ]

    def on_click(self, event: Click) -> None:
        """Take the choice under a click."""
        event.stop()
        if event.y < self._rows and self._top + event.y < len(self.shown):
            self.index = self._top + event.y
            self.post_message(self.Clicked())
