"""Taking files in in a process of its own, so that parsing never holds up whoever asks.

The process is started for the first file that has to be parsed and serves until it is closed. It
gets a path, a digest and what is asked, and answers with how far it is, and at last with what
the file holds. Both ends are this module; nothing that a file says is ever loaded as anything but
text.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from reader.errors import IngestError
from reader.ingest.taking import ANY, Taken, take_changed
from reader.ingest.understood import Asked, Progress

_POLITE = 5
"""How much more willingly than the app the process gives way to others."""
# Not by `-m`, which would look for modules in the folder one happens to be in.
_PROGRAM = """
import sys
sys.path[:] = sys.argv[1:]
from reader.ingest.apart import serve
serve()
"""


class Apart:
    """A process that takes files in, one at a time, for one thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._lock = threading.Lock()
        """Held while the process is started or ended."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take(
        self,
        path: Path,
        digest: str,
        progress: Progress | None = None,
        *,
        asked: Asked = ANY,
    ) -> Taken | None:
        """As `take_changed`; where the process dies of a file, that is an `IngestError`."""
        with self._lock:
            if self._is_stopped:
                raise IngestError("was not read: stopped before")
            self._process = self._process or _start()
        self._ask((path, digest, asked))
        while True:
            kind, answer = self._answer()
            if kind == "share":
                if progress:
                    progress(answer)
            elif kind == "problem":
                raise IngestError(answer)
            else:
                taken: Taken | None = answer
                return taken

    def stop(self) -> None:
        """End the process at once, whatever it does; from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process, in the thread that takes files in."""
        self.stop()
        if self._process is not None:
            _ended(self._process)

    def _ask(self, question: tuple[Path, str, Asked]) -> None:
        assert self._process is not None and self._process.stdin is not None
        with self._as_problem():
            pickle.dump(question, self._process.stdin)
            self._process.stdin.flush()

    def _answer(self) -> tuple[str, Any]:
        assert self._process is not None and self._process.stdout is not None
        with self._as_problem():
            kind, answer = pickle.load(self._process.stdout)
        return kind, answer

    @contextlib.contextmanager
    def _as_problem(self) -> Iterator[None]:
        """Make the death of the process a problem of the file that it was asked for."""
        try:
            yield
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            with self._lock:
                process, self._process = self._process, None
            code = _ended(process) if process else 0
            raise IngestError(f"could not be understood: its process ended ({code})") from error


def serve() -> None:
    """Answer on standard output what is asked on standard input, until that ends."""
    os.nice(_POLITE)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer

    def answer(kind: str, what: object) -> None:
        pickle.dump((kind, what), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()

    while True:
        try:
            path, digest, asked_for = pickle.load(asked)
        except EOFError:
            return
        answer(*_taken(path, digest, lambda share: answer("share", share), asked_for))


def _taken(path: Path, digest: str, progress: Progress, asked: Asked) -> tuple[str, Any]:
    try:
        return "taken", take_changed(path, digest, progress, asked=asked)
    except IngestError as error:
        return "problem", error.what
    except Exception as error:
        # Whatever a file brings to light, it ends its own import and no other.
        return "problem", f"could not be understood ({type(error).__name__}: {error})"


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-c", _PROGRAM, *filter(None, sys.path)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _ended(process: subprocess.Popen[bytes]) -> int:
    """End a process and give its exit code; negative for a signal."""
    process.kill()
    code = process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            # What was written is not read any more.
            with contextlib.suppress(OSError):
                pipe.close()
    return code
