"""Foreign text is harmless in every view and message: no controls, no markup, nothing acts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Paste
from textual.strip import Strip
from textual.widgets import Input

from reader.library import Library
from tests.library.given import marked
from tests.tui.given import Hands, reading

CONTROLS = (
    "\x1b[2J", "\x1b]52;c;ZXZpbA==\x07", "\x9b31m", "\x9d0;title\x9c", "\x90q\x9c", "\x08\x08",
    "\x07", "\x7f", "\r", "\x85", "\u202e", "\u2066", "\u200f", "\u2028",
)  # fmt: skip
MARKUP = "[@click=app.quit]x[/] [/x] [bold]y[/bold] [link=file:///etc/passwd]z[/link]"
EVIL = MARKUP + " " + "".join(f"e{control}" for control in CONTROLS) + " [red]"

SIZES = ((140, 40), (100, 30), (60, 24), (40, 14))


def harmful(text: str) -> list[str]:
    """Give the characters of a text that a terminal or a reader's eye could obey."""
    bidi = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs") or c in bidi]


def parts(strips: list[Strip]) -> Iterator[tuple[str, object]]:
    for strip in strips:
        for segment in strip:
            yield segment.text, segment.style


def check(hands: Hands, where: str) -> None:
    """See that nothing on the screen could be obeyed."""
    strips = hands.strips()
    width = hands.app.size.width
    for strip in strips:
        assert strip.cell_length == width, where
    for text, style in parts(strips):
        assert harmful(text) == [], (where, text)
        meta = getattr(style, "meta", None) or {}
        assert "@click" not in meta, (where, text)
        assert not getattr(style, "link", None), (where, text)
    for widget in hands.drawn():
        for y in range(widget.size.height):
            assert harmful("".join(part.text for part in widget.strip(y))) == [], (where, widget)
    assert hands.app.return_value is None, where
    assert hands.app.is_running, where


@pytest.fixture
def evil(tmp_path: Path) -> Iterator[Library]:
    """A library all of whose texts are hostile."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    name = "a[@click=app.quit]\x1b[2J\u202eb.md"
    quoted = EVIL.encode("unicode_escape").decode().replace("'", "").replace('"', "")
    quoted = re.sub(r"\\x(..)", r"\\x\1", quoted)
    (folder / name).write_bytes(
        (
            f'---\ntitle: "T {quoted}"\nsource: "S {quoted}"\nauthor: "A {quoted}"\n'
            f'published: "{quoted}"\n---\n'
            f"# Heading {EVIL}\n\nA sentence {EVIL} ends. Another one.\n\n"
            f"- item {EVIL}\n\n| col {EVIL} | b |\n|---|---|\n| {MARKUP} | x |\n\n"
            f"```{MARKUP}\ncode {EVIL}\n```\n\n> quoted {EVIL}\n\n"
            f"[link](javascript:alert(1)) ![image {MARKUP}](file:///etc/passwd)\n"
        ).encode("utf-8", "surrogatepass")
    )
    (folder / "plain.txt").write_text(f"Plain {EVIL}\n\nA second {EVIL} paragraph.\n")
    opened = Library.open(tmp_path / "annotations.db", annotator="ann", create=True)
    report = opened.add([folder])
    assert len(report.added) == 2, report
    article = next(one for one in report.added if one.kind == "markdown")
    text = opened.document(article).text
    start = text.index("A sentence")
    quote = text[start : text.index("ends.", start) + 5]
    tag = MARKUP.replace(";", "").replace("/", "∕")
    marked(opened, article, quote, f"tag {tag}", "evil\u200btag", note=f"note {EVIL}\n{EVIL}")
    yield opened
    opened.close()


@asynccontextmanager
async def evil_reading(library: Library, size: tuple[int, int]) -> AsyncIterator[Hands]:
    async with reading(library, "", size=size) as hands:
        article = next(r.article for r in library.articles() if r.article.kind == "markdown")
        hands.desk.open(article.id)
        await hands.settled()
        yield hands


@pytest.mark.parametrize("size", SIZES)
async def test_no_view_draws_a_control_or_acts_on_markup(
    evil: Library, size: tuple[int, int]
) -> None:
    async with evil_reading(evil, size) as hands:
        check(hands, "opened")
        for key in ("j", "j", "]", "v", "+", "escape", "J", "J", "J", "G", "g", "z", "z"):
            await hands.press(key)
            check(hands, key)
        for keys in (
            ("tab",), ("tab",), ("p",), ("j",), ("c",), ("q",), ("T",), ("enter",), ("q",),
            ("?",), ("q",), ("E",), ("escape",), ("]", "t"), ("escape",), ("a",), ("escape",),
            ("/",), ("escape",), ("ctrl+p",), ("escape",), (">",), ("j", "j"), ("<",),
        ):  # fmt: skip
            await hands.press(*keys)
            check(hands, " ".join(keys))


async def test_hits_are_harmless(evil: Library) -> None:
    async with evil_reading(evil, (120, 40)) as hands:
        for query in ("x", "tag:*", f"nothing {MARKUP}", f'"{MARKUP}', "tga:[/x]"):
            await hands.press("F")
            hands.app.screen.query_one(Input).value = query
            await hands.settled()
            check(hands, f"typed {query}")
            await hands.press("enter")
            check(hands, f"searched {query}")
            await hands.press("j", "escape", "escape", "escape")


async def test_markup_stands_there_as_text(evil: Library) -> None:
    async with evil_reading(evil, (160, 48)) as hands:
        plain = " ".join(hands.text.split())
        assert "[@click=app.quit]x[/] [/x]" in plain
        assert "[bold]y[/bold]" in plain
        await hands.press("p")
        assert "[@click=app.quit]x[/]" in hands.text
        await hands.press("q", "]", "a")
        assert "[@click=app.quit]x[/]" in hands.text


async def test_a_click_on_markup_does_not_act(evil: Library) -> None:
    async with evil_reading(evil, (160, 48)) as hands:
        clicked = 0
        for y in range(hands.app.size.height):
            x = hands.screen()[y].find("click=app.quit]x")
            if x >= 0 and clicked < 5:
                await hands.pilot.click(offset=(x + len("click=app.quit]"), y))
                await hands.settled()
                clicked += 1
        assert clicked == 5
        assert hands.app.is_running
        assert hands.app.return_value is None


async def test_messages_show_foreign_text_as_it_is(evil: Library) -> None:
    async with evil_reading(evil, (160, 48)) as hands:
        hands.desk.say(f"Said {EVIL}")
        await hands.settled()
        check(hands, "message")
        assert hands.said.startswith("Said [@click=app.quit]x[/] [/x]")
        hands.desk.say(f"Wrong {EVIL}", error=True)
        await hands.settled()
        check(hands, "error")


async def test_what_is_done_with_foreign_tags_is_said_harmlessly(evil: Library) -> None:
    async with evil_reading(evil, (120, 40)) as hands:
        await hands.press("]", "J", "t", "tab", "enter")
        check(hands, "tagged")
        assert hands.said.startswith("Tagged")
        await hands.press("u")
        check(hands, "undone")
        await hands.press("/")
        hands.app.screen.query_one(Input).value = f"nothing {MARKUP}"
        await hands.settled()
        check(hands, "searching")
        await hands.press("enter")
        check(hands, "searched")
        assert "[@click=app.quit]x[/]" in hands.said


async def test_what_is_pasted_into_fields_is_harmless(evil: Library) -> None:
    async with evil_reading(evil, (120, 40)) as hands:
        for key in ("t", "/", "E", "ctrl+p"):
            await hands.press(key)
            hands.field.post_message(Paste(EVIL.replace("\r", "")))
            await hands.settled()
            assert "[@click=app.quit]" in hands.text
            check(hands, key)
            await hands.press("escape")
        await hands.press("j", "a")
        hands.field.post_message(Paste(EVIL))
        await hands.settled()
        assert "[@click=app.quit]" in hands.text
        check(hands, "note")
        await hands.press("escape")
        check(hands, "noted")
        note = next(mark.note for mark in hands.stored() if mark.note.startswith("[@click"))
        assert harmful(note) == [] or set(harmful(note)) == {"\n"}


async def test_a_bad_tag_is_refused_in_harmless_words(evil: Library) -> None:
    async with evil_reading(evil, (120, 40)) as hands:
        await hands.press("j", "t")
        hands.app.screen.query_one(Input).value = "bad\x1b[2J;tag"
        await hands.settled()
        await hands.press("enter")
        check(hands, "refused")
        assert hands.app.is_running


async def test_a_file_with_a_hostile_name_is_reported_harmlessly(
    tmp_path: Path, library: Library
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "bad[@click=app.quit]\x1b[2J.md").write_bytes(b"\x00\x01\x02\xff" * 50)
    async with reading(library, "", corpus=folder) as hands:
        await hands.until(lambda: "not taken in" in hands.said)
        check(hands, "report")
        assert "bad[@click=app.quit]" in hands.said


async def test_what_is_copied_has_no_controls(evil: Library) -> None:
    async with evil_reading(evil, (120, 40)) as hands:
        for key in ("j", "j", "j"):
            await hands.press(key, "y")
            assert set(harmful(hands.app.clipboard)) <= {"\n", "\t"}


async def test_tags_that_look_alike_are_told_apart(library: Library) -> None:
    article = library.article("Alpha")
    marked(library, article, "Twitter deleted 170,000 accounts.", "state", "st\u200bate")
    async with reading(library, size=(140, 40)) as hands:
        await hands.press("T")
        assert "U+200B" in hands.text
        await hands.press("q", "]", "t")
        assert "U+200B" in hands.text


async def test_an_invisible_character_in_the_text_shows(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "invisible.md"
    path.write_text("# Invisible\n\nzero\u200bwidth and soft\u00adhyphen here.\n")
    library.add([path])
    async with reading(library, "Invisible") as hands:
        assert "zero▯width" in hands.text
        assert "soft¬hyphen" in hands.text
