"""The columns of the screen, as panes give way."""

from __future__ import annotations

import pytest

from reader.tui.widgets.geometry import EDGE, GUTTER, columns, list_width


@pytest.mark.parametrize(
    ("terminal", "listed", "measure", "margin"),
    [
        (220, 32, 72, 36),
        (144, 32, 72, 32),
        (140, 32, 72, 28),
        (139, 28, 64, 36),
        (120, 28, 64, 22),
        (112, 28, 56, 22),
        (111, 28, 72, 0),
        (100, 28, 65, 0),
        (80, 28, 45, 0),
        (79, 0, 72, 0),
        (60, 0, 53, 0),
        (40, 0, 33, 0),
    ],
)
def test_panes_give_way_as_a_terminal_grows_narrow(
    terminal: int, listed: int, measure: int, margin: int
) -> None:
    assert list_width(terminal) == listed
    made = columns(terminal - listed, terminal)
    assert (made.measure, made.margin_width) == (measure, margin)


@pytest.mark.parametrize("terminal", range(1, 300))
@pytest.mark.parametrize("alone", [True, False])
def test_columns_stand_beside_each_other_on_any_terminal(terminal: int, alone: bool) -> None:
    pane = terminal if alone else terminal - list_width(terminal)
    made = columns(pane, terminal)
    assert made.text == made.gutter + GUTTER
    assert made.measure >= 1
    if made.margin_width:
        assert made.text + made.measure < made.margin
        assert made.margin + made.margin_width + EDGE <= pane
    elif terminal >= 40:
        assert made.text + made.measure < pane
