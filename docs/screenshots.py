"""`make screenshots`: the pictures of the documents, taken from the real app.

The app runs without a terminal on a copy of the corpus, is worked by keys as a user would, and
draws its own screen as SVG.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

os.environ["COLORTERM"] = "truecolor"
os.environ["TERM"] = "xterm-256color"
os.environ.pop("NO_COLOR", None)
# What the person who takes the pictures chose last is nobody else's.
os.environ["XDG_STATE_HOME"] = os.devnull

from textual.pilot import Pilot

from reader.config import Settings, Theme
from reader.library import Library
from reader.text.cells import glyphs
from reader.text.document import Span
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
    "tags": ("T", "j"),
    "export": ("E",),
    "noting": (
        "M",
        *"Three outlets, one wire story: code it **once**.",
        "escape",
        "j",
        "a",
        *"Also ",
    ),
    "review": ("R",),
    "groups": ("tab", "i", "J"),
    "search": ("F", *"twitter OR stanford", "enter", *"jjj"),
}
"""Pictures by name, each with the keys that lead to it."""

CONSTRUCTS = ROOT / "docs" / "constructs.md"
WHOLE = {"120": (120, 182), "50": (50, 230)}
"""Sizes by name, in columns and rows, at which the page of all constructs is shown whole."""

_PASSAGES = (
    ("Every box was opened, even the sealed ones", ("method",), "Who broke the seals?"),
    ("the sealed ones, and entered under its shelf mark", ("places",), ""),
    ("in one word of ninety", ("numbers",), ""),
    ("how long the others would take", ("method",), ""),
    ("sum(a == b for a, b in zip(machine, person))", ("numbers",), ""),
    ("18,077", ("numbers",), ""),
)
"""What is marked on that page: a quote, its tags and a note."""
_CURRENT = "Later we wished"

_TEXT = re.compile(r'(<text [^>]*x=")([\d.]+)("[^>]*textLength=")([\d.]+)("[^>]*>)([^<]+)(</text>)')
"""A stretch of text in an SVG: its place, its length, and what it says."""

THEMES: tuple[Theme, ...] = ("dark", "light")


async def take(name: str, keys: tuple[str, ...], size: tuple[int, int], theme: Theme) -> str:
    """Give one screen of a copy of the corpus as SVG."""
    with _app(ROOT / "corpus", theme) as app:
        async with app.run_test(size=size) as pilot:
            await _press(pilot, *_MARKING)
            if name == "review":
                _change_marked_article(app.library)
            app.desk.footer.dismiss()
            await _press(pilot, *keys)
            return _at_home(app.export_screenshot(title="Reader"))


_SENTENCE = re.compile(r"By Stanford.s count,.*?tweets\.", re.DOTALL)
"""What is marked of the second article, as its file has it."""
_ANEW = "Its count, a year on: 23,750 accounts at the core had sent 348,608 of the tweets."


def _change_marked_article(library: Library) -> None:
    """Write a marked sentence anew in its file, and take that in again."""
    path = Path(library.article(library.annotations()[0].article).path)
    text, count = _SENTENCE.subn(_ANEW, path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    library.add([path])


async def take_constructs(size: tuple[int, int], theme: Theme) -> str:
    """Give the page of all constructs as SVG, with some passages marked."""
    with _app(CONSTRUCTS, theme) as app:
        article = app.library.articles()[0].article
        text = app.library.document(article).text
        for quote, tags, note in _PASSAGES:
            start = text.index(quote)
            span = Span(start, start + len(quote))
            app.library.annotate(article, span, tags=tags, note=note).result()
        async with app.run_test(size=size) as pilot:
            app.desk.pane.go(text.index(_CURRENT))
            app.desk.footer.dismiss()
            await _press(pilot)
            return _at_home(app.export_screenshot(title="Reader"))


@contextmanager
def _app(source: Path, theme: Theme) -> Iterator[ReaderApp]:
    """Give the app on a library of its own, with a copy of `source` taken in."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        if source.is_dir():
            shutil.copytree(source, corpus)
        else:
            corpus.mkdir()
            shutil.copy(source, corpus)
        library = Library.open(Path(folder) / "annotations.db", annotator="kim", create=True)
        with library:
            library.add([corpus])
            yield ReaderApp(library, None, Settings(annotator="kim", theme=theme))


async def _press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press("space" if key == " " else key)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)


def _at_home(svg: str) -> str:
    """Take out what would be loaded from elsewhere: the picture uses the viewer's own fonts."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = _TEXT.sub(_as_cells, svg)
    return svg.replace("Fira Code, monospace", "monospace")


def _as_cells(found: re.Match[str]) -> str:
    """Give a stretch of text in parts alike in width: Rich counts wide characters as narrow."""
    before, x, between, length, after, content, close = found.groups()
    text = html.unescape(content)
    cell = float(length) / len(text)
    parts = []
    left = float(x)
    for width, group in groupby(glyphs(text, 0, len(text)), key=lambda glyph: glyph.width):
        extents = list(group)
        part = text[extents[0].start : extents[-1].end]
        size = cell * width * len(extents)
        shown = html.escape(part).replace(" ", "&#160;").replace("\u00a0", "&#160;")
        parts.append(f"{before}{left:g}{between}{size:g}{after}{shown}{close}")
        left += size
    return "".join(parts)


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
                svg = asyncio.run(take_constructs((columns, rows), theme))
                (room / f"constructs-{text}-{theme}.svg").write_text(svg)
        print(room)
        return
    PICTURES.mkdir(exist_ok=True)
    for theme in THEMES:
        for name, keys in SCENES.items():
            svg = asyncio.run(take(name, keys, (144, 40), theme))
            (PICTURES / f"{name}-{theme}.svg").write_text(svg)
        for width, size in WHOLE.items():
            svg = asyncio.run(take_constructs(size, theme))
            (PICTURES / f"constructs-{width}-{theme}.svg").write_text(svg)


if __name__ == "__main__":
    main()
