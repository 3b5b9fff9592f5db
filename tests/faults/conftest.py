"""The figures of a run, told at its end."""

from __future__ import annotations

import pytest

from tests.faults.given import FIGURES, MANY, summary


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was counted, where many rounds were asked for."""
    for line in summary(FIGURES) if MANY else ():
        terminalreporter.write_line(line)
