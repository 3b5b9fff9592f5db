"""The dialog that exports annotations: what its keys do, and the writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.events import DescendantFocus, Key
from textual.widget import Widget
from textual.widgets import Input

from reader.config import expanded
from reader.errors import ReaderError
from reader.text.cells import width_of
from reader.text.normal import visible
from reader.tui.drawn import label
from reader.tui.views.export.asked import Asked
from reader.tui.views.export.asking import NAMING, AskingDialog
from reader.tui.views.export.places import at_home
from reader.tui.views.export.telling import refused, told
from reader.tui.views.export.work import Work
from reader.tui.views.passages import Narrowed

if TYPE_CHECKING:
    from reader.library.exchange.exporting import Exported
    from reader.tui.desk import Desk

_TICKING = "enter exports · space ticks · tab on · esc leaves"
_TEMPLATE = "enter exports · ↑↓ format · tab name · esc leaves"
_SHORT = "enter exports · tab on · esc leaves"
_SHORT_TICKING = "space ticks · tab on · esc leaves"
_NARROW = 60
"""Columns below which the shorter of these are told."""
_STEPS = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 5, "pageup": -5}


class ExportDialog(AskingDialog):
    """The dialog with all that it does."""

    def __init__(self, desk: Desk, narrowed: Narrowed | None) -> None:
        """Open the dialog; `narrowed` is what the passages view shows, if it is open."""
        super().__init__(desk, narrowed)
        self._work = Work(desk, self)
        self.hint = self._keys_here()
        self._replacing: Path | None = None
        """A file that is there already, once it was said so."""

    def on_unmount(self) -> None:
        """Stop what it was doing, however it ends."""
        self._work.stop()
        self._previews.stop()

    # Keys

    def on_key(self, event: Key) -> None:
        """Export, choose, move between the parts, stop or leave."""
        if event.key == "escape":
            self._step_back()
        elif event.key == "enter":
            self._export()
        elif event.key in ("tab", "shift+tab"):
            self._change_part(1 if event.key == "tab" else -1)
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

    def _change_part(self, step: int) -> None:
        """Go to the options, to the template or back to the name, those that there are."""
        parts: list[Widget] = [self._path_entry]
        parts += [self._ticks] if len(self._ticks) else []
        parts += [self._template.line] if self._template.display else []
        here = next((index for index, part in enumerate(parts) if part.has_focus), -step)
        parts[(here + step) % len(parts)].focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Say what the keys do here."""
        if not self._work.is_running:
            self._hint_at(self._keys_here())

    def fit(self) -> None:
        """Share the rows anew, and say of the keys what there is room for."""
        super().fit()
        if not self._work.is_running:
            self._hint_at(self._keys_here())

    def _keys_here(self) -> str:
        if self._desk.app.size.width < _NARROW:
            return _SHORT_TICKING if self._ticks.has_focus else _SHORT
        if self._ticks.has_focus:
            return _TICKING
        return _TEMPLATE if self._template.line.has_focus else NAMING

    def _changed(self) -> None:
        """Have all follow what is chosen now; a part that is gone has no keys."""
        super()._changed()
        if not self._template.display and self._template.line.has_focus:
            self._path_entry.focus()

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
            if typed.endswith("/"):
                asked = replace(asked, is_folder=True)
        except ReaderError as error:
            self.failed(error.what, error.hint)
            return
        self._desk.footer.dismiss()
        target = Path(expanded(typed)).absolute()
        self._previews.stop()
        self._hint_at("esc stops")
        template = at_home(asked.template_path) if asked.template else self._choice.template
        chosen = self._chosen.remembered(asked.format.name, str(target.parent), template)
        self._work.start(asked, target, chosen.keep, may_replace=target == self._replacing)

    def there_already(self, target: Path) -> None:
        """Ask for enter once more."""
        self._replacing = target
        self._go_on()
        asked = "is there already; enter again replaces it"
        said = f"{label(visible(target.name), 40)} {asked}"
        has_room = width_of(said) <= self._desk.app.size.width - 4
        self._desk.say(said if has_room else "It is there; enter again replaces it")

    def so_far(self, count: int, doing: str) -> None:
        """Say in the title how far it is."""
        of = f" of {self._total:,}" if self._total is not None and doing == "writing" else ""
        self._heading.update(f"{doing.capitalize()} · {count:,}{of} · esc stops")

    def exported(self, target: Path, done: Exported) -> None:
        """Close, and say where it went and what is not in it."""
        self.close()
        room = self._desk.app.size.width - 4
        self._desk.say(told(done, target, room))

    def stopped(self, asked: Asked) -> None:
        """Say that nothing was written, or how what was not written is."""
        self._go_on()
        rest = "exporting again writes the rest" if asked.is_folder else "nothing was written"
        self._desk.say(f"Stopped; {rest}")

    def failed(self, problem: str, hint: str = "", *files: Path) -> None:
        """Say why it failed, until that is dismissed; all stays as it was typed.

        Where room is short the hint gives way, then the folders of these files.
        """
        self._go_on()
        self._desk.say(refused(problem, hint, files, self._desk.app.size.width - 4), error=True)

    def _go_on(self) -> None:
        """Let what is asked for be changed again."""
        if self.closed is not None:
            self._hint_at(self._keys_here())
            self._look()

    def _hint_at(self, hint: str) -> None:
        self.hint = hint
        self._desk.keys_changed()
