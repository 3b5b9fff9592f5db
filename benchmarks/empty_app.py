"""An empty Textual app: what any app built on Textual costs at the least.

A key repaints one line and nothing else, so that a key's cost can be compared too.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("TEXTUAL_FPS", "120")

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One word on the screen, and one line that counts keys."""

    CSS = "Static { width: 100%; height: 1; }"

    def compose(self) -> ComposeResult:
        yield Static(sys.argv[1] if len(sys.argv) > 1 else "Empty")
        self.line = Static("0", id="count")
        yield self.line

    def on_mount(self) -> None:
        self.count = 0

    def on_key(self) -> None:
        self.count += 1
        # Without a layout: the line keeps its place and its size.
        self.line.update(str(self.count), layout=False)


if __name__ == "__main__":
    EmptyApp().run()
