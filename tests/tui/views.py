"""What tests of the views share: the rows that are on the screen."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.given import Hands


def rows(hands: Hands) -> list[str]:
    """The rows of the view, less those that are empty."""
    view = hands.desk.overlays.view
    assert view is not None
    region = view.region
    lines = hands.screen()[region.y : region.bottom]
    return [line.strip() for line in lines if line.strip()]


def current_row(hands: Hands) -> str:
    (row,) = [line for line in hands.screen() if line.startswith("▌")]
    return row


def typed_into(hands: Hands) -> Input:
    """The line of the field that is open."""
    assert isinstance(hands.field, Input)
    return hands.field
