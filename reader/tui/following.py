"""Following what leads on from the cursor: links, footnotes, other articles, and back."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from reader.errors import ReaderError
from reader.text import links
from reader.text.addresses import OPENED, checked, host_of, is_web, poses, scheme_of
from reader.text.document import Mark
from reader.text.normal import visible
from reader.text.notes import note_document
from reader.tui.opening import open_address

if TYPE_CHECKING:
    from reader.tui.desk import Desk
    from reader.tui.widgets.picker import Choice

_WIDTH = 64
_MOST = 100
"""Jumps that are remembered."""
_MOST_OF_NOTE = 20_000
"""Characters of a note in which links are looked for."""


class LinkFollowing:
    """What the key that follows links does, for one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jumps: list[tuple[str, int]] = []
        """Where jumps came from that were not gone back on: article and offset."""
        self._document = desk.pane.document
        """Where the ways begin: the article's text, or a note's."""
        self._asked = ""
        """An address that is opened if the key is pressed again before the cursor moves."""

    def follow(self) -> None:
        """Follow the only way on from here, or the one that is picked; without any, go back."""
        asked, self._asked = self._asked, ""
        if asked:
            self._open(asked)
            return
        self._document = self._desk.pane.document
        ways = links.ways_from(self._document, self._desk.pane.cursor) or self._ways_in_note()
        if not ways:
            self._back()
        elif len(ways) == 1:
            self._take(ways[0])
        else:
            self._pick(ways)

    def moved(self) -> None:
        """Forget what was asked: the cursor is elsewhere."""
        self._asked = ""

    def _ways_in_note(self) -> list[Mark]:
        """Give the addresses that the note of the lit annotation links to."""
        lit = self._desk.pane.lit_mark()
        if lit is None or not lit.note:
            return []
        self._document = note_document(lit.note[:_MOST_OF_NOTE])
        marks = [mark for block in self._document.blocks for mark in block.marks]
        found = [mark for mark in marks if mark.style == "link"]
        by_target = {mark.target: mark for mark in found if scheme_of(mark.target) in OPENED}
        return list(by_target.values())

    def _here(self) -> tuple[str, int]:
        article = self._desk.article
        return article.id if article else "", self._desk.pane.cursor

    def _pick(self, ways: list[Mark]) -> None:
        """Let the user pick one of several ways."""
        from reader.tui.widgets.picker import Choice

        choices = [Choice(str(number), self._words_for(way)) for number, way in enumerate(ways)]

        def picked(chosen: list[Choice]) -> None:
            try:
                self._take(ways[int(chosen[0].value)])
            except ReaderError as error:
                self._desk.say(str(error), error=True)

        pane = self._desk.pane
        self._desk.overlays.pick("follow", choices, picked, beside=pane.sentence, width=_WIDTH)

    def _words_for(self, way: Mark) -> str:
        """Give what a picker shows of a way."""
        if way.style == "footnote_text":
            return "back to the text"
        text = self._text_of(way)
        return f"footnote {text}" if way.style == "footnote" else f"{text} · {way.target}"

    def _text_of(self, way: Mark) -> str:
        return self._document.text[way.start : way.end]

    def _take(self, way: Mark) -> None:
        """Go where a mark leads."""
        if way.style == "footnote":
            there = links.footnote_text(self._desk.pane.document, way.target)
            self._jump(there, f"Footnote {visible(way.target)}")
        elif way.style == "footnote_text":
            self._back_to_reference(way.target)
        elif scheme_of(target := self._target(way)) in OPENED:
            address = checked(target)
            if poses(self._text_of(way), address):
                self._ask(address)
            else:
                self._open(address)
        elif scheme_of(way.target) or way.target.startswith("//"):
            self._desk.say(f"Not opened: {self._shown(way.target, 12)}")
        else:
            self._follow_path(*way.target.partition("#")[::2])

    def _target(self, way: Mark) -> str:
        """Give where a link leads; from a page of the web, all that it links to is one."""
        base = self._desk.article.path if self._desk.article else ""
        if not is_web(base) or not way.target or way.target.startswith("#"):
            return way.target
        try:
            return urljoin(base, way.target)
        except ValueError:
            return way.target

    # Out of the app

    def _open(self, address: str) -> None:
        """Have the system open an address; where it cannot, the address is copied."""
        try:
            said = open_address(address)
        except ReaderError:
            self._desk.app.copy_to_clipboard(address)
            raise
        start, _, _ = said.partition(address)
        self._desk.say(start + self._shown(address, len(start)))

    def _ask(self, address: str) -> None:
        """Say where an address truly leads, and open it only when asked again."""
        self._asked = address
        start = f"Leads to {host_of(address)}; {self._key()} again opens "
        self._desk.say(start + self._shown(address, len(start)))

    def _shown(self, address: str, used: int) -> str:
        """Give as much of an address as fits beside so many cells, cut in its middle."""
        return _cut_in_the_middle(visible(address), max(self._desk.app.size.width - 4 - used, 20))

    def _key(self) -> str:
        return self._desk.keys.key_of("follow")

    # Within the library

    def _follow_path(self, path: str, fragment: str) -> None:
        """Go to a heading of this article, or open another by its path."""
        name = unquote(fragment)
        if not path:
            self._to_heading(name)
            return
        article = self._desk.article
        folder = Path(article.path).parent if article else Path()
        # Without a look at the disk: what is not in the library is not opened.
        wanted = normpath(folder / unquote(path.partition("?")[0]))
        found = self._desk.article_of(Path(wanted))
        if not found:
            self._desk.say(f"Not in the library: {self._shown(wanted, 20)}")
        elif article is not None and found == article.id:
            self._to_heading(name)
        else:
            self._remember()
            self._desk.open(found)
            there = links.heading_named(self._desk.pane.document, name) if name else None
            if there is not None:
                self._desk.pane.go(there)
            self._say_way_back("Another article")

    def _to_heading(self, name: str) -> None:
        document = self._desk.pane.document
        there = links.heading_named(document, name) if name else 0
        self._jump(there, f"Heading #{visible(name)}" if name else "The beginning")

    def _jump(self, there: int | None, what: str) -> None:
        """Go to an offset of this article, if what should be there is."""
        if there is None:
            self._desk.say(f"{what} is not in this article")
            return
        self._remember()
        self._desk.pane.go(there)
        self._say_way_back(what)

    def _remember(self) -> None:
        self._jumps = [*self._jumps[1 - _MOST :], self._here()]

    def _say_way_back(self, what: str) -> None:
        self._desk.say(f"{what} · {self._key()} goes back")

    def _back_to_reference(self, target: str) -> None:
        """Go back from a footnote's text to where it was come from, else to its reference."""
        document = self._desk.pane.document
        article_id, _ = self._here()
        if self._jumps and self._jumps[-1][0] == article_id:
            ways = links.ways_from(document, self._jumps[-1][1])
            if any(way.style == "footnote" and way.target == target for way in ways):
                self._back()
                return
        there = links.footnote_reference(document, target)
        if there is None:
            self._back()
        else:
            self._desk.pane.go(there)
            self._desk.say("Back in the text")

    def _back(self) -> None:
        """Go back to where the last jump came from."""
        if not self._jumps:
            self._desk.say("No link or footnote here")
            return
        article_id, offset = self._jumps.pop()
        if article_id == self._here()[0]:
            self._desk.pane.go(offset)
        else:
            self._desk.open(article_id, offset)
        self._desk.say("Back where the jump began")


def _cut_in_the_middle(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    first = width * 2 // 3
    return f"{text[:first]}…{text[len(text) - (width - first - 1) :]}"
