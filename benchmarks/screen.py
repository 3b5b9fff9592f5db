"""Start to first screen and key to screen, of Reader and of what it is compared with."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.terminal import Terminal, median_ms
from benchmarks.texts import FIRST, article

_EMPTY = Path(__file__).with_name("empty_app.py")


@dataclass(frozen=True)
class Program:
    """One program that is measured, and the keys that are pressed in it."""

    name: str
    command: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """What one program took, in milliseconds and MiB."""

    start: float
    key: float
    key_p95: float
    memory: float


def programs(file: Path, database: Path) -> list[Program]:
    """Give the programs that are on this machine, Reader and the empty app first."""
    reader = str(Path(sys.executable).with_name("reader"))
    found = [
        Program("reader", (reader, "--db", str(database), str(file)), ("j", " ", "k")),
        Program("empty Textual app", (sys.executable, str(_EMPTY), FIRST), ("j",)),
    ]
    if less := shutil.which("less"):
        found.append(Program("less", (less, str(file)), ("j", " ", "k")))
    if vim := shutil.which("vim"):
        found.append(Program("vim", (vim, "-u", "NONE", "-R", str(file)), ("j", "\x06", "k")))
    return found


def measure(room: Path, size: int, runs: int, keys: int) -> dict[str, Measured]:
    """Measure every program on an article of `size` bytes, in turn, run by run.

    Reader is started once before: what is measured is opening what was taken in before.
    """
    room.mkdir()
    file = room / "article.md"
    file.write_text(article(size))
    found = programs(file, room / "annotations.db")
    _settle(found[0])
    starts: dict[str, list[float]] = {program.name: [] for program in found}
    presses: dict[str, list[float]] = {program.name: [] for program in found}
    memory: dict[str, list[float]] = {program.name: [] for program in found}
    for _ in range(runs):
        for program in found:
            with _terminal(program) as terminal:
                starts[program.name].append(terminal.shown_after(FIRST))
                terminal.rest()
                for number in range(keys // runs):
                    if took := terminal.key(program.keys[number % len(program.keys)]):
                        presses[program.name].append(took[0])
                memory[program.name].append(terminal.memory())
    return {
        name: Measured(
            start=median_ms(starts[name]),
            key=median_ms(presses[name]),
            key_p95=statistics.quantiles(presses[name], n=20)[-1] * 1000,
            memory=statistics.median(memory[name]),
        )
        for name in starts
    }


def _terminal(program: Program) -> Terminal:
    return Terminal(program.command, environment={"LC_ALL": os.environ.get("LC_ALL", "C.UTF-8")})


def _settle(reader: Program) -> None:
    """Let Reader take the article in, so that it opens from its database afterwards."""
    with _terminal(reader) as terminal:
        terminal.shown_after(FIRST)
        terminal.rest()
