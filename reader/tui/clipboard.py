"""The system's clipboard, by the program that is there for it.

The text goes by standard input: no shell and no list of processes sees it. A program has one
second. Those that stay to hand the text out, as xclip does, are left to it; none has our terminal.
Within tmux, whose own clipboard is the way to the terminal's, tmux is asked where no other
program is.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

_PLATFORM = sys.platform
_PATIENCE = 1.0
"""Seconds that a program has to take the text."""


class Program(NamedTuple):
    """A program that puts its standard input on a clipboard."""

    words: tuple[str, ...]
    """Its name and what it is told."""
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """Its name, as messages have it."""
        return self.words[0]


def programs(environ: Mapping[str, str], platform: str) -> Iterator[Program]:
    """Give the programs that may be meant here, the likeliest first, there or not."""
    if environ.get("WAYLAND_DISPLAY"):
        yield Program(("wl-copy",))
    if environ.get("DISPLAY"):
        yield Program(("xclip", "-selection", "clipboard", "-in"))
        yield Program(("xsel", "--clipboard", "--input"))
    if platform == "darwin":
        yield Program(("pbcopy",))
    if environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP"):
        yield Program(("clip.exe",), "utf-16-le")
    if environ.get("TERMUX_VERSION"):
        yield Program(("termux-clipboard-set",))
    if environ.get("TMUX"):
        yield Program(("tmux", "load-buffer", "-w", "-"))


def copy(
    text: str, environ: Mapping[str, str] | None = None, *, failed: list[str] | None = None
) -> str:
    """Put a text on the clipboard and give the program that did it; "" if none could.

    It may take a second for each program that hangs. Those that are there and did not take it
    are added to `failed`.
    """
    environ = os.environ if environ is None else environ
    for program in programs(environ, _PLATFORM):
        path = shutil.which(program.name, path=environ.get("PATH"))
        if path is None:
            continue
        if _hand(path, program, text, environ):
            return program.name
        if failed is not None:
            failed.append(program.name)
    return ""


def _hand(path: str, program: Program, text: str, environ: Mapping[str, str]) -> bool:
    """Hand a text to a program, and tell whether it took it."""
    try:
        process = subprocess.Popen(
            [path, *program.words[1:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # pbcopy takes its input for what this says.
            env={**environ, "LC_CTYPE": "UTF-8"} if program.name == "pbcopy" else environ,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        process.communicate(text.encode(program.encoding, "replace"), timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        # With all that it began: it is the first of a group of its own.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        process.wait()
    return process.returncode == 0
