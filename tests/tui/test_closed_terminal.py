"""A terminal that is gone is written to without an error."""

from __future__ import annotations

import io

from reader.tui.closed_terminal import LastingFile


class Terminal(io.StringIO):
    """A terminal that can be closed."""

    is_gone = False
    asked = 0

    def write(self, text: str) -> int:
        self.asked += 1
        if self.is_gone:
            raise OSError(5, "Input/output error")
        return super().write(text)

    def flush(self) -> None:
        self.asked += 1
        if self.is_gone:
            raise OSError(5, "Input/output error")


def test_what_is_written_arrives_while_there_is_a_terminal() -> None:
    terminal = Terminal()
    file = LastingFile(terminal)
    assert file.write("one") == 3
    file.flush()
    assert terminal.getvalue() == "one"


def test_a_terminal_that_is_gone_is_asked_no_more() -> None:
    for first in ("write", "flush"):
        terminal = Terminal()
        file = LastingFile(terminal)
        terminal.is_gone = True
        if first == "write":
            assert file.write("one") == 3
        else:
            file.flush()
        assert file.write("two") == 3
        file.flush()
        assert (terminal.asked, terminal.getvalue()) == (1, "")
