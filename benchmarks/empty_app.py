"""An empty Textual app: what any app built on Textual costs at the least.

A key repaints one line, so that a key's cost can be compared too.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("TEXTUAL_FPS", "120")

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One word on the screen, and one line that counts keys."""

    def compose(self) -> ComposeResult:
        yield Static(sys.argv[1] if len(sys.argv) > 1 else "Empty")
        self.count = Static("0", id="count")
        yield self.count

    def on_key(self) -> None:
        self.count.update(str(int(str(self.count.render())) + 1))


if __name__ == "__main__":
    EmptyApp().run()
