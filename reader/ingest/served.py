"""One process that is asked, by one thread: begun when first asked, ended from any thread."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable

from reader.errors import IngestError
from reader.ingest.taking import Taken


class Served:
    """A process that serves until it is ended; where one ended by itself, the next is begun."""

    def __init__(self, program: Callable[[], tuple[str, ...]]) -> None:
        """Run what `program` gives: a program's text, and what it is told."""
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._lock = threading.Lock()
        """Held while the process is started or ended."""

    def running(self) -> subprocess.Popen[bytes] | None:
        """Give the process, begun if there is none; `None` once it was stopped."""
        with self._lock:
            if self._is_stopped:
                return None
            self._process = self._process or _begun(*self._program())
            return self._process

    def stop(self) -> None:
        """End the process at once, whatever it does, and begin no other; from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> int:
        """End the process, in the thread that asks; its exit code, negative for a signal."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # What was written is not read any more.
                with contextlib.suppress(OSError):
                    pipe.close()
        return code


def _begun(program: str, *told: str) -> subprocess.Popen[bytes]:
    # Not by `-m`, which would look for modules in the folder one happens to be in.
    command = [sys.executable, "-P", "-c", program, *told, *filter(None, sys.path)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def attempted(take: Callable[[], Taken | None]) -> tuple[Taken | None, str]:
    """Give what a file holds, or else what is wrong with it; this runs in the process."""
    try:
        return take(), ""
    except IngestError as error:
        return None, error.what
    except MemoryError:
        return None, "needs more memory than such a file is given; it may be damaged"
    except Exception as error:
        # The parsers are many and not ours, and promise nothing of what they raise at a hostile
        # file; whatever it is, the file ends its own import and no other.
        return None, f"could not be understood ({type(error).__name__}: {error})"
