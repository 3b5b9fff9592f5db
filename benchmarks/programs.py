"""The programs that are measured, and what each is sent to do the same thing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.terminal import Terminal
from benchmarks.texts import FIRST

EMPTY, FLOOR, READER = "empty app", "floor", "reader"

_EMPTY_APP = Path(__file__).with_name("empty_app.py")
_MAIN = "import sys; from reader.cli import main; sys.exit(main())"
READER_COMMAND = (sys.executable, "-c", _MAIN)
_ESCAPE = "\x1b"


@dataclass(frozen=True)
class Gesture:
    """A key that is measured, pressed some times in a row."""

    key: str
    before: tuple[str, ...] = ()
    """What is sent before each such row, one after another, unmeasured."""
    reach: int = 1_000_000
    """How often it can be pressed in a row and still change the screen."""


@dataclass(frozen=True)
class Program:
    """One program on one article."""

    name: str
    command: tuple[str, ...]
    gestures: Mapping[str, Gesture] = field(default_factory=dict)
    """What it can be asked to do, by Reader's key for it."""

    def start(self) -> Terminal:
        return Terminal(self.command)

    def opened(self) -> AbstractContextManager[Terminal]:
        """Give its terminal, once the article is shown and nothing moves any more."""
        terminal = self.start()
        terminal.shown_after(FIRST)
        terminal.rest()
        return terminal


def reader(database: Path, file: Path, gestures: Mapping[str, Gesture] | None = None) -> Program:
    """Give Reader on one file."""
    command = (*READER_COMMAND, "--db", str(database), str(file))
    return Program(READER, command, gestures or {})


def reading(size: int) -> dict[str, Gesture]:
    """Give what is done in Reader with an article of `size` bytes.

    A page's worth of sentences goes by until the text scrolls, and most presses come after.
    """
    return {
        "j": Gesture("j", ("g",), 60),
        "k": Gesture("k", ("G",), 60),
        "space": Gesture(" ", ("g",), _pages(size)),
        "w": Gesture("w", (_ESCAPE, "g", "v"), 60),
        "G": Gesture("G", (_ESCAPE, "g"), 1),
        "g": Gesture("g", ("G",), 1),
    }


def empty_app() -> Program:
    """Give an empty Textual app, whatever the key."""
    names = ("j", "k", "space", "w", "G", "g")
    return Program(
        EMPTY, (sys.executable, str(_EMPTY_APP), FIRST), {name: Gesture("j") for name in names}
    )


def floor() -> Program:
    """Give what only sends back each byte: the cost of the measuring itself."""
    names = ("j", "k", "space", "w", "G", "g")
    command = ("sh", "-c", f"stty raw -echo; echo {FIRST}; exec cat")
    return Program(FLOOR, command, {name: Gesture("j") for name in names})


def pagers(file: Path, size: int) -> list[Program]:
    """Give less and vim on a file, as far as this machine has them."""
    rows = 20 if size < 100_000 else 60
    found = []
    if less := shutil.which("less"):
        gestures = {
            "j": Gesture("j", ("g",), rows),
            "k": Gesture("k", ("G",), rows),
            "space": Gesture(" ", ("g",), _pages(size)),
            "G": Gesture("G", ("g",), 1),
            "g": Gesture("g", ("G",), 1),
        }
        found.append(Program("less", (less, str(file)), gestures))
    if vim := shutil.which("vim"):
        gestures = {
            "j": Gesture("j", ("gg",), rows),
            "k": Gesture("k", ("G",), rows),
            "space": Gesture("\x06", ("gg",), 1 if size < 100_000 else 20),
            "G": Gesture("G", ("gg",), 1),
            "g": Gesture("gg", ("G",), 1),
        }
        found.append(
            Program("vim", (vim, "-u", "NONE", "-i", "NONE", "-n", "-R", str(file)), gestures)
        )
    return found


def _pages(size: int) -> int:
    """Give how often a page can be turned in an article of `size` bytes."""
    return 2 if size < 100_000 else 20
