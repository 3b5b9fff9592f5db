"""Whether what the desk shows is what is stored: other windows, and another file in our place."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import BusyError, MovedError, ReaderError

if TYPE_CHECKING:
    from reader.tui.desk import Desk


class DeskStanding:
    """What one desk knows of its database's state."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told = ""
        """The trouble that was told last, as long as it lasts."""

    def look(self) -> None:
        """Show what another window wrote, or say once why that cannot be known."""
        try:
            if self._desk.library.changed():
                self._desk.refresh_library()
            self._told = ""
        except MovedError as error:
            self.moved(error)
        except BusyError:
            # Looked at again in a second.
            pass
        except ReaderError as error:
            self._tell(str(error))

    def moved(self, error: MovedError, *, lost: bool = False) -> None:
        """Go over to the database that stands in the place of ours, or say that none does.

        `lost` tells that something was not saved for it.
        """
        try:
            self._go_over()
            self._desk.refresh_library()
        except ReaderError:
            # What was read before still shows, and a file that is put back is found.
            self._show_as_it_was()
            self._tell(f"Not saved: {error}" if lost else str(error), again=lost)
        else:
            self._told = ""
            start = "Not saved, and what" if lost else "What"
            self._desk.say(f"{start} is stored now is shown: {error.what}", error=True)

    def _show_as_it_was(self) -> None:
        """Show what could be read before, without what could not be written."""
        with suppress(ReaderError):
            self._desk.refresh_marks()

    def _go_over(self) -> None:
        """Open the database anew, unless that was done since it was last in use."""
        try:
            self._desk.library.changed()
        except MovedError:
            self._desk.library.reopen()

    def _tell(self, trouble: str, *, again: bool = False) -> None:
        if again or trouble != self._told:
            self._told = trouble
            self._desk.say(trouble, error=True)
