"""What is copied: in which style, and by which way out of the terminal it goes."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from reader.config import Settings
from reader.library import Library
from reader.tui import copying
from reader.tui.clipboard import copy, programs
from tests.tui.given import library_of, reading
from tests.tui.marks import FIRST

_SAVES = 'cat > "$SAVED"; echo "$*" > "$SAVED.arguments"'
_PLAIN = f"“{FIRST}”\n— Ann Author, “Alpha purge”, RFI, 2020-06-12\n"


class Programs:
    """Programs made for a test, the only ones on the path."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.saved = folder / "saved"
        self._bin = folder / "bin"
        self._bin.mkdir()
        monkeypatch.setenv("PATH", str(self._bin))
        monkeypatch.setenv("SAVED", str(self.saved))

    def make(self, name: str, script: str) -> None:
        path = self._bin / name
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        path.chmod(0o755)

    def pid(self, name: str) -> int:
        return int((self.saved.parent / name).read_text())


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    monkeypatch.setenv("DISPLAY", ":9")
    (tmp_path / "programs").mkdir()
    return Programs(tmp_path / "programs", monkeypatch)


async def test_without_a_program_the_terminal_is_asked(library: Library) -> None:
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert hands.app.clipboard == _PLAIN
        assert hands.said == (
            f"Copied with its citation by the terminal (OSC 52): {len(_PLAIN)} characters"
        )


async def test_the_systems_program_gets_the_text_by_its_input(
    library: Library, made: Programs
) -> None:
    made.make("xclip", _SAVES)
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert hands.said == f"Copied with its citation by xclip: {len(_PLAIN)} characters"
        assert hands.app.clipboard == _PLAIN
    assert made.saved.read_text() == _PLAIN
    assert (made.saved.parent / "saved.arguments").read_text() == "-selection clipboard -in\n"


async def test_a_program_that_stays_to_hand_the_text_out_is_not_waited_for(
    library: Library, made: Programs
) -> None:
    made.make("xclip", f'{_SAVES}; sleep 60 & echo $! > "$SAVED.child"')
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert "by xclip: " in hands.said
    child = made.pid("saved.child")
    os.kill(child, 0)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize("length", [10, 1_000_000])
def test_one_that_hangs_is_killed_and_the_next_is_asked(made: Programs, length: int) -> None:
    made.make("xclip", 'echo $$ > "$SAVED.hanging"; exec sleep 60')
    made.make("xsel", _SAVES)
    assert copy("x" * length) == "xsel"
    assert made.saved.read_text() == "x" * length
    with pytest.raises(ProcessLookupError):
        os.kill(made.pid("saved.hanging"), 0)


@pytest.mark.parametrize("script", ["exit 1", "cat > /dev/null; exit 3", "kill -9 $$"])
async def test_where_each_fails_the_terminal_is_asked(
    library: Library, made: Programs, script: str
) -> None:
    made.make("xclip", script)
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert "by the terminal (OSC 52), as xclip failed: " in hands.said
        assert hands.app.clipboard == _PLAIN


def test_what_is_no_program_is_none(made: Programs) -> None:
    made.make("xclip", "")
    (made.saved.parent / "bin/xclip").write_bytes(b"\x7fELF nothing")
    assert copy("x") == ""


def test_no_text_is_a_command_or_an_option(made: Programs) -> None:
    made.make("xclip", _SAVES)
    for text in ("-o", "$(touch x)", "; exit 1", "'\"\n", ""):
        assert copy(text) == "xclip"
        assert made.saved.read_text() == text


async def test_the_last_copy_is_the_one_that_stays(library: Library, made: Programs) -> None:
    made.make("xclip", f"{_SAVES}; sleep 0.1")
    async with reading(library) as hands:
        await hands.at_once("y", "j", "y", "j", "y")
        last = hands.app.clipboard
        assert last.startswith(f"“{hands.current}”")
    assert made.saved.read_text() == last


def test_what_may_be_meant_here_is_told_by_the_environment() -> None:
    everything = {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0", "TMUX": "t", "WSL_INTEROP": "i"}
    names = [one.name for one in programs(everything | {"TERMUX_VERSION": "1"}, "darwin")]
    assert names == [
        *("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "termux-clipboard-set", "tmux")
    ]
    assert not list(programs({}, "linux"))
    [windows] = programs({"WSL_DISTRO_NAME": "d"}, "linux")
    assert windows.encoding == "utf-16-le"


def test_within_tmux_it_is_asked_to_pass_the_text_on(
    made: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux,1,0")
    made.make("tmux", _SAVES)
    assert copy("漢 text") == "tmux"
    assert made.saved.read_text() == "漢 text"
    assert (made.saved.parent / "saved.arguments").read_text() == "load-buffer -w -\n"


async def test_what_no_terminal_takes_is_said(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_MOST", 50)
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert hands.said.startswith(
            f"Not copied: {len(_PLAIN)} characters are too many for the terminal's clipboard;"
        )


async def test_what_neither_a_failing_program_nor_a_terminal_takes_is_said(
    library: Library, made: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_MOST", 50)
    made.make("xclip", "exit 1")
    async with reading(library) as hands:
        await hands.press("j", "y")
        assert hands.said.startswith("Not copied: xclip failed, and ")


async def test_on_a_narrow_screen_the_way_is_told_whole(library: Library) -> None:
    async with reading(library, size=(40, 20)) as hands:
        await hands.press("j", "y")
        assert hands.said == "Copied by the terminal (OSC 52)"


# Styles


async def copied(library: Library, settings: Settings, *keys: str) -> str:
    async with reading(library, settings=settings) as hands:
        await hands.go(FIRST)
        await hands.press(*keys, "y")
        return hands.app.clipboard or hands.said


async def test_the_style_is_what_the_settings_say(library: Library) -> None:
    markdown = await copied(library, Settings("ann", citation="markdown"))
    assert markdown == f"> {FIRST}\n>\n> — Ann Author, “Alpha purge”, RFI, 2020-06-12\n"
    bibtex = await copied(library, Settings("ann", citation="bibtex"))
    assert bibtex.startswith("@misc{author2020alpha-")
    assert f"  annote = {{{FIRST}}},\n" in bibtex


async def test_tags_and_note_of_what_is_marked_come_along(tmp_path: Path) -> None:
    opened = library_of(tmp_path)
    found = await copied(opened, Settings("ann", citation="csl"), "enter", "t", "x", "enter")
    assert json.loads(found)["keyword"] == "x"
    opened.close()


async def test_a_template_of_ones_own(library: Library, tmp_path: Path) -> None:
    template = tmp_path / "cite.txt"
    template.write_text("$quote [@$key, $issued]\n")
    settings = Settings("ann", citation="bibtex", citation_template=template)
    assert (await copied(library, settings)).startswith(f"{FIRST} [@author2020alpha-")
    template.write_text("$quote\n$qoute\n")
    said = await copied(library, settings)
    assert said.startswith("line 2 of the template: there is no $qoute; there are $quote, ")
    template.write_bytes(b"\xff")
    assert "cannot be read: it is not UTF-8" in await copied(library, settings)
    template.unlink()
    assert "cannot be read: No such file" in await copied(library, settings)


async def test_a_template_brings_no_controls_along(library: Library, tmp_path: Path) -> None:
    template = tmp_path / "cite.txt"
    template.write_text("\x1b]52;c;eA==\x07$title\n")
    found = await copied(library, Settings("ann", citation_template=template))
    assert found == "␛]52;c;eA==␇Alpha purge\n"
