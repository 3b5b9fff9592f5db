"""Finding pandoc and running it: no files, no network, little time, memory and output.

It is given a document on standard input and answers with the document's tree as JSON. `--sandbox`
keeps it from reading anything else; limits of the operating system hold it even where that would
fail, and on Linux it ends with the process that started it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from reader.errors import IngestError

MISSING = (
    "needs pandoc, which is not installed: pip install 'article-reader[documents]',"
    " or pipx inject article-reader pypandoc_binary"
)
OLDEST = (2, 15)
"""The first version of pandoc that has `--sandbox`."""
_HEAP = "640M"
_ADDRESSES = 2_000_000_000
"""Bytes of its address space, which its heap is a part of."""
_SECONDS = 90
"""How long it may take, by the clock and of a processor."""
_FILES = 32
_LARGEST = 256 * 1024 * 1024
"""Bytes of its answer."""
_LARGEST_TALK = 100_000
"""Bytes of what it says on standard error that are looked at."""
_PIECE = 1 << 16
_MOST_WARNINGS = 50
_LONGEST_WARNING = 300
_HEAP_EXHAUSTED = 251
_DIE_WITH_PARENT = 1


class PandocAnswer(NamedTuple):
    """What pandoc made of a document."""

    output: bytes
    warnings: tuple[str, ...]
    """What it warned of, a line each."""


class _TooMuchError(Exception):
    """It took more time, or answered with more, than it may."""


def run(data: bytes, reader: str, writer: str = "json") -> PandocAnswer:
    """Give what pandoc makes of a document; `IngestError` says why it makes nothing of it."""
    command = [find(), "--sandbox", f"--from={reader}", f"--to={writer}", "--wrap=none"]
    command += ["+RTS", f"-M{_HEAP}", "-RTS"]
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        output, talk, code = _conversation(command, data, folder)
    lines = _lines(talk)
    if code:
        raise IngestError(_reason(code, lines))
    return PandocAnswer(output, _warnings(lines))


@cache
def find() -> str:
    """Give the path of the packaged pandoc, else of one on the PATH that has a sandbox."""
    package = importlib.util.find_spec("pypandoc")
    for folder in (package.submodule_search_locations or ()) if package else ():
        packaged = Path(folder) / "files" / "pandoc"
        if os.access(packaged, os.X_OK):
            return str(packaged)
    installed = shutil.which("pandoc")
    if installed is None:
        raise IngestError(MISSING)
    if _version(installed) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise IngestError(
            f"needs pandoc {oldest} or later: pip install 'article-reader[documents]'"
        )
    return str(Path(installed).resolve())


def _version(path: str) -> tuple[int, ...]:
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    found = re.match(rb"pandoc\S*\s+(\d+)\.(\d+)", told.stdout)
    return (int(found[1]), int(found[2])) if found else ()


def _conversation(command: list[str], data: bytes, folder: str) -> tuple[bytes, bytes, int]:
    """Give output, talk and exit code of a command that is told `data`."""
    # In the folder and a world of its own: it finds no settings, and no names to speak of.
    world = {"HOME": folder, "XDG_DATA_HOME": folder, "LC_ALL": "C.UTF-8", "PATH": ""}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=world,
        process_group=0,
        preexec_fn=_confinement(),
    )
    try:
        output, talk = _told(process, data)
        return output, talk, process.wait(_SECONDS)
    except (_TooMuchError, subprocess.TimeoutExpired) as error:
        raise IngestError(f"could not be converted: {error}") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _told(process: subprocess.Popen[bytes], data: bytes) -> tuple[bytes, bytes]:
    """Tell a process `data` while it answers; give its output and talk."""
    stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
    assert stdin is not None and stdout is not None and stderr is not None
    output, talk = bytearray(), bytearray()
    until = time.monotonic() + _SECONDS
    with selectors.DefaultSelector() as waiting:
        os.set_blocking(stdin.fileno(), False)
        waiting.register(stdin, selectors.EVENT_WRITE)
        waiting.register(stdout, selectors.EVENT_READ, output)
        waiting.register(stderr, selectors.EVENT_READ, talk)
        rest = memoryview(data)
        while waiting.get_map():
            left = until - time.monotonic()
            if left <= 0:
                raise _TooMuchError(f"it took more than {_SECONDS} seconds")
            for key, _ in waiting.select(left):
                if key.fileobj is stdin:
                    rest = _tell(waiting, stdin, rest)
                else:
                    _hear(waiting, key, output)
    return bytes(output), bytes(talk)


def _tell(waiting: selectors.BaseSelector, stdin: IO[bytes], rest: memoryview) -> memoryview:
    """Write some of what is left to tell; at its end, or where nobody hears it, close."""
    try:
        rest = rest[os.write(stdin.fileno(), rest[:_PIECE]) :]
    except BlockingIOError:
        return rest
    except OSError:
        rest = rest[:0]
    if not rest:
        waiting.unregister(stdin)
        with contextlib.suppress(OSError):
            stdin.close()
    return rest


def _hear(waiting: selectors.BaseSelector, key: selectors.SelectorKey, output: bytearray) -> None:
    heard = os.read(key.fd, _PIECE)
    if not heard:
        waiting.unregister(key.fileobj)
    elif key.data is output:
        output += heard
        if len(output) > _LARGEST:
            raise _TooMuchError(f"its text is larger than {_LARGEST >> 20} MiB")
    elif len(key.data) < _LARGEST_TALK:
        key.data.extend(heard)


def _confinement() -> Callable[[], None]:
    """Give what a new process calls to limit itself, with all that it needs at hand."""
    die_with_parent = _die_with_parent()
    limits = [
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_AS, _ADDRESSES),
    ]

    def confine() -> None:
        for limit, most in limits:
            # Not every system knows every limit, and none may be raised.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))
        die_with_parent()

    return confine


@cache
def _die_with_parent() -> Callable[[], object]:
    if not sys.platform.startswith("linux"):
        return lambda: None
    import ctypes

    try:
        control = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return lambda: None
    return lambda: control(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def _lines(talk: bytes) -> list[str]:
    """Give what was said as clean lines; a line that is set in goes on with the one before."""
    from reader.text.normal import clean

    text = clean(talk.decode("utf-8", "replace").replace("\r", "")).replace("\t", " ")
    joined = re.sub(r"\n[ ]+", " ", text)
    return [" ".join(line.split()) for line in joined.split("\n") if line.strip()]


def _warnings(lines: list[str]) -> tuple[str, ...]:
    found = dict.fromkeys(
        line.removeprefix("[WARNING]").strip()[:_LONGEST_WARNING]
        for line in lines
        if not line.startswith("[INFO]")
    )
    kept = tuple(found)[:_MOST_WARNINGS]
    more = len(found) - len(kept)
    return (*kept, f"and {more:,} more warnings") if more else kept


def _reason(code: int, lines: list[str]) -> str:
    if code == _HEAP_EXHAUSTED or code == -signal.SIGABRT:
        return f"could not be converted: it takes more than {_HEAP}B of memory"
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "could not be converted: it took more time or memory than there was for it"
    said = [line.removeprefix("pandoc:").strip() for line in lines if "[WARNING]" not in line]
    what = " ".join(said)[:_LONGEST_WARNING]
    return f"could not be converted: {what}" if what else f"could not be converted ({code})"
