"""`make screenshots`: the pictures of the documents, taken from the real app.

The app runs without a terminal on a copy of the corpus, is worked by keys as a user would, and
draws its own screen as SVG.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["COLORTERM"] = "truecolor"
os.environ["TERM"] = "xterm-256color"
os.environ.pop("NO_COLOR", None)

from textual.pilot import Pilot

from reader.config import Settings, Theme
from reader.library import Library
from reader.tui.app import ReaderApp

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"

_MARKING = (
    *("tab", "g", "j", "enter", "g", "j", "J", "J"),
    *("j", "t", *"numbers", "tab", *"actors/state", "enter"),
    *("a", *"Compare with August 2019: 936 at the core then.", "escape"),
    *("l", "l", "v", "w", "w", "t", *"stanford", "enter", "escape"),
    *("J", "J", "1", "j", "j", "enter", "J", "V", "2", "k", "k"),
)
"""Keys that mark a few passages of the second article."""

SCENES: dict[str, tuple[str, ...]] = {
    "reading": (),
    "passages": ("p",),
    "tagging": ("j", "j", "t", "a", "c"),
}
"""Pictures by name, each with the keys that lead to it."""


THEMES: tuple[Theme, ...] = ("dark", "light")


async def take(name: str, keys: tuple[str, ...], size: tuple[int, int], theme: Theme) -> str:
    """Give one screen as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(ROOT / "corpus", corpus)
        library = Library.open(Path(folder) / "annotations.db", annotator="kim", create=True)
        library.add([corpus])
        app = ReaderApp(library, None, Settings(annotator="kim", theme=theme))
        async with app.run_test(size=size) as pilot:
            await _press(pilot, *_MARKING)
            app.desk.footer.dismiss()
            await _press(pilot, *keys)
            svg = app.export_screenshot(title="Reader")
        library.close()
    return _at_home(svg)


async def _press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press("space" if key == " " else key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)


def _at_home(svg: str) -> str:
    """Take out what would be loaded from elsewhere: the picture uses the viewer's own fonts."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return svg.replace("Fira Code, monospace", "monospace")


def main() -> None:
    """Take all pictures, or with sizes as arguments (`80x24`), those to look at in /tmp."""
    if sizes := sys.argv[1:]:
        room = Path(tempfile.mkdtemp(prefix="reader-screens-"))
        for text in sizes:
            columns, rows = map(int, text.split("x"))
            for theme in THEMES:
                for name, keys in SCENES.items():
                    svg = asyncio.run(take(name, keys, (columns, rows), theme))
                    (room / f"{name}-{text}-{theme}.svg").write_text(svg)
        print(room)
        return
    PICTURES.mkdir(exist_ok=True)
    for theme in THEMES:
        for name, keys in SCENES.items():
            svg = asyncio.run(take(name, keys, (144, 40), theme))
            (PICTURES / f"{name}-{theme}.svg").write_text(svg)


if __name__ == "__main__":
    main()
