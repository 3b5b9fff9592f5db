"""What tests of the app start from: a library on disk, the app on it, and hands for its keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from reader.annotation.model import Annotation
from reader.config import Settings
from reader.library import Library
from reader.text.document import Span
from reader.tui.app import ReaderApp
from reader.tui.desk import Desk
from reader.tui.drawn import Drawn
from reader.tui.widgets.text_pane import TextPane

ONE = """---
title: Alpha purge
source: RFI
author: Ann Author
published: 2020-06-12
---
# Alpha purge

Twitter deleted 170,000 accounts. The core, said one, was small. Nobody knew who ran it.

A second paragraph begins here. It has a second sentence.

## Numbers

| Place | Count |
|-------|------:|
| core | 23,750 |
| fringe | 150,000 |

- first item
- second item

## The end

The last section is short. It ends here.
"""
TWO = """---
title: Beta rumour
source: GRC
published: 2014-06-11
---
# Beta rumour

漢字かな交じり文です。二つ目の文です。

An emoji 👩‍⚕️ family 👨‍👩‍👧 stands. Wide Ａ and e\u0301 stand too.
"""
THREE = (
    "---\ntitle: Gamma long\nsource: DPA\npublished: 2013-06-14\n---\n# Gamma long\n\n"
    + "".join(
        f"## Part {part}\n\n"
        + " ".join(
            f"Sentence {part}.{number} has words enough to fill about half of a line."
            for number in range(8)
        )
        + "\n\n"
        for part in range(12)
    )
)


def library_of(
    folder: Path, texts: Sequence[str] = (ONE, TWO, THREE), *, annotator: str = "ann"
) -> Library:
    """Open the library in a folder with articles of these texts taken in."""
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (corpus / f"{number}.md").write_text(text, encoding="utf-8")
    with Library.open(folder / "annotations.db", annotator=annotator, create=True) as made:
        made.add([corpus])
    return Library.open(folder / "annotations.db", annotator=annotator)


class Hands:
    """A user at the app: keys pressed, and what stands on the screen then."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot
        app = pilot.app
        assert isinstance(app, ReaderApp)
        self.app: ReaderApp = app
        self.pressed = 0

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def pane(self) -> TextPane:
        return self.app.desk.pane

    @property
    def library(self) -> Library:
        return self.app.library

    async def settled(self) -> None:
        """Wait until all that was asked for is done and drawn."""
        # Twice: what a message sends is done, and what that sends in turn.
        await self.pilot._wait_for_screen()
        while not self.app.key_order.is_idle:
            await asyncio.sleep(0.001)
        await self.pilot._wait_for_screen()
        while any(not worker.is_finished for worker in self.app.workers):
            # One that is cancelled, as all are when the program ends, is done too.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot._wait_for_screen()
        await self.pilot._wait_for_screen()
        self.app.screen._on_timer_update()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what happens behind the app; five seconds at most."""
        for _ in range(250):
            await self.settled()
            if condition():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"it never came to be so:\n{self.text}")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when all before it is done."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.settled()
        self.pressed += len(keys)

    async def hurry(self, *keys: str) -> None:
        """Press keys faster than anything is written."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.pilot._wait_for_screen()
            while not self.app.key_order.is_idle:
                await asyncio.sleep(0.001)

    async def at_once(self, *keys: str) -> None:
        """Press keys of which none waits for what the one before did, as a paste of keys does."""
        for key in keys:
            self.app.post_message(key_event(key))
        await self.settled()

    async def type(self, text: str) -> None:
        """Type words into a field; the keys are not counted."""
        counted = self.pressed
        await self.press(*text)
        self.pressed = counted

    # What can be seen

    @property
    def said(self) -> str:
        """What stands in the line at the bottom."""
        footer = self.desk.footer
        return "".join(segment.text for segment in footer.strip(0)).strip()

    @property
    def current(self) -> str:
        """The current sentence."""
        return self.pane.document.text[slice(*self.pane.sentence)]

    @property
    def word(self) -> str:
        """The current word."""
        return self.pane.document.text[slice(*self.pane.overlay.word)]

    @property
    def selected(self) -> str:
        """What is selected."""
        chosen = self.pane.selection
        return self.pane.document.text[slice(*chosen.span)] if chosen else ""

    def focuses(self, widget: Widget | None) -> bool:
        """Whether a widget has the focus."""
        return widget is not None and self.app.focused is widget

    @property
    def field(self) -> Input | TextArea:
        """The field that is typed into."""
        focused = self.app.focused
        assert isinstance(focused, Input | TextArea)
        return focused

    def stored(self) -> list[Annotation]:
        """The annotations as they are on disk."""
        return self.library.annotations()

    def screen(self) -> list[str]:
        """The lines of the screen as text."""
        return ["".join(part.text for part in strip) for strip in self.strips()]

    def strips(self) -> list[Strip]:
        """The lines of the screen as the compositor draws them."""
        return list(self.desk._compositor.render_strips())

    @property
    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.screen())

    def at(self, quote: str) -> tuple[int, int]:
        """The column and row of the screen at which a passage of the article is drawn."""
        offset = self.pane.document.text.index(quote)
        row, column = self.pane.place_of(offset)
        region = self.pane.region
        return region.x + column, region.y + row

    def drawn(self) -> list[Drawn]:
        """Our own widgets that are on the screen."""
        return [widget for widget in self.desk.query(Drawn) if is_shown(widget)]

    # Shortcuts to a state

    async def go(self, quote: str) -> None:
        """Make the sentence current in which a passage stands."""
        self.pane.go(self.pane.document.text.index(quote))
        await self.settled()

    async def opened(self, title: str) -> None:
        """Open an article by its title."""
        self.desk.open(self.library.article(title).id)
        await self.settled()

    def span(self, quote: str) -> Span:
        start = self.pane.document.text.index(quote)
        return Span(start, start + len(quote))


def key_event(key: str) -> Key:
    """Give the event of a key that is named as a user would: `]`, `ctrl+s`, `enter`, ` `."""
    name = {" ": "space", "\n": "enter"}.get(key, key)
    if len(key) == 1 and not key.isalnum() and key != " ":
        name = _character_to_key(key)
    character = key if len(key) == 1 else {"space": " ", "enter": "\r"}.get(key)
    return Key(name, character)


def is_shown(widget: Widget) -> bool:
    """Whether a widget has a place on the screen."""
    return widget.display and bool(widget.region.area) and widget.is_on_screen


def reopened(library: Library, annotator: str = "ann") -> Library:
    """Close a library and open its database anew, as another start of the program does."""
    library.close()
    return Library.open(library.path, annotator=annotator)


@asynccontextmanager
async def reading(
    library: Library,
    title: str = "Alpha",
    *,
    size: tuple[int, int] = (120, 40),
    corpus: Path | None = None,
    settings: Settings | None = None,
) -> AsyncIterator[Hands]:
    """Run the app on a library, with an article opened at its beginning."""
    app = ReaderApp(library, corpus, settings or Settings("ann", theme="dark"))
    async with app.run_test(size=size) as pilot:
        hands = Hands(pilot)
        await hands.settled()
        if title:
            await hands.opened(title)
        yield hands
