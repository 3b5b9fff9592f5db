"""Taking files in in a process of its own, so that parsing never holds up whoever asks.

The process is started for the first file that has to be parsed and serves until it is closed. It
gets a path, a digest and what is asked, and answers with how far it is, and at last with what
the file holds. It is ended where a file takes longer than its kind and size allow, and it ends by
itself, in the middle of a file too, when whoever asked is gone. Both ends are this module; nothing
that comes back is ever loaded as anything but text, numbers and bytes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import select
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import IO, Any, NoReturn, Self

from reader.errors import IngestError
from reader.ingest import answering, limits
from reader.ingest.served import Served, attempted
from reader.ingest.taking import ANY, Taken, take_changed
from reader.ingest.understood import Asked, Progress

_POLITE = 5
"""How much more willingly than the app the process gives way to others."""
_GRACE = 10
"""Seconds after which the process ends itself where nobody was left to end it in time."""
_CHUNK = 1 << 20
_FORMS = {"share": (int, float), "problem": (str,), "taken": (Taken, type(None))}
"""What an answer of each kind is."""
_PROGRAM = """
import sys
sys.path[:] = sys.argv[1:]
from reader.ingest.apart import serve
serve()
"""


class Apart:
    """A process that takes files in, one at a time, for one thread."""

    def __init__(self) -> None:
        self._served = Served(lambda: (_PROGRAM,))
        self._received = bytearray()
        """What came of answers that were not looked at yet."""

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
        """As `take_changed`; where the process dies of a file, that is an `IngestError`.

        So it is where the file takes longer, or more memory, than `limits` allows.
        """
        process = self._served.running()
        if process is None:
            raise IngestError("was not read: stopped before")
        assert process.stdin is not None and process.stdout is not None
        seconds = limits.seconds(path)
        deadline = monotonic() + seconds
        with self._as_problem(seconds):
            pickle.dump((path, digest, asked), process.stdin)
            process.stdin.flush()
        while True:
            with self._as_problem(seconds):
                kind, answer = self._answer(process.stdout, deadline)
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
        self._served.stop()

    def close(self) -> None:
        """End the process, in the thread that takes files in."""
        self.stop()
        self._served.end()

    def _answer(self, pipe: IO[bytes], deadline: float) -> tuple[str, Any]:
        length = answering.length(self._receive(pipe, answering.LENGTH, deadline))
        return _checked(answering.loaded(self._receive(pipe, length, deadline), (Taken,)))

    def _receive(self, pipe: IO[bytes], count: int, deadline: float) -> bytes:
        """Give the next `count` bytes that the process answers, and wait for them till then."""
        descriptor = pipe.fileno()
        waiting = select.poll()
        waiting.register(descriptor, select.POLLIN)
        while len(self._received) < count:
            left = deadline - monotonic()
            if left <= 0 or not waiting.poll(left * 1000):
                raise TimeoutError
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                raise EOFError
            self._received += chunk
        received = bytes(self._received[:count])
        del self._received[:count]
        return received

    @contextlib.contextmanager
    def _as_problem(self, seconds: float) -> Iterator[None]:
        """Make the death of the process a problem of the file that it was asked for."""
        try:
            yield
        except TimeoutError as error:
            self._end()
            raise IngestError(
                f"took longer than the {seconds:.0f} seconds that such a file is given;"
                " it may be damaged"
            ) from error
        except (EOFError, OSError, answering.MalformedError) as error:
            raise IngestError(f"could not be understood: {_how_it_ended(self._end())}") from error

    def _end(self) -> int:
        """End the process, the next file gets another; give its exit code."""
        self._received.clear()
        return self._served.end()


def _checked(answer: object) -> tuple[str, Any]:
    """Give an answer that is one: how far it is, what is wrong, or what the file holds."""
    match answer:
        case (("share" | "problem" | "taken") as kind, what) if isinstance(what, _FORMS[kind]):
            return kind, what
        case _:
            raise answering.MalformedError("an answer of another form")


def serve() -> None:
    """Answer on standard output what is asked on standard input, until that ends."""
    import faulthandler

    os.nice(_POLITE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_asker, daemon=True).start()
    asked, answers = sys.stdin.buffer, answering.output()

    def answer(kind: str, what: object) -> None:
        answering.put(answers, (kind, what))

    while True:
        try:
            path, digest, asked_for = pickle.load(asked)
        except EOFError:
            return
        if limits.is_risky(path):
            # It ends the process even from within a library that lets nothing else run.
            faulthandler.dump_traceback_later(limits.seconds(path) + _GRACE, exit=True)
        answered = _taken(path, digest, lambda share: answer("share", share), asked_for)
        faulthandler.cancel_dump_traceback_later()
        answer(*answered)


def _end_with_asker() -> NoReturn:
    """End this process when nobody can ask it any more, whatever it is at."""
    hang_up = select.poll()
    hang_up.register(sys.stdin.fileno(), 0)
    hang_up.poll()
    os._exit(1)


def _taken(path: Path, digest: str, progress: Progress, asked: Asked) -> tuple[str, Any]:
    def take() -> Taken | None:
        with limits.memory(path):
            return take_changed(path, digest, progress, asked=asked)

    taken, problem = attempted(take)
    return ("problem", problem) if problem else ("taken", taken)


def _how_it_ended(code: int) -> str:
    """Say in words how the process that read a file ended."""
    if code == -signal.SIGABRT:
        # So end libraries that are refused memory.
        return "it is too large or damaged, and needs more memory than such a file is given"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(code)
    return f"its process ended ({name}); the file may be damaged or too large"
