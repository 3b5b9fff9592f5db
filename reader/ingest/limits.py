"""How much time and memory a file may take to be understood, by its kind and size.

The limits are far above what files that mean no harm need; they end what would never end.
"""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path

from reader.annotation.model import Kind
from reader.ingest.walking import KINDS

RISKY: frozenset[Kind] = frozenset(("html", "pdf", "epub", "docx", "odt", "rtf", "rst", "org"))
"""Kinds whose parsers are not our own, and which are only read in a process apart."""
GIBIBYTE = 1 << 30

_LEAST = 60.0
"""Seconds that any file may take."""
_PER_MEGABYTE: dict[Kind, float] = {"pdf": 5}
"""Seconds more for each megabyte of a file."""
_USUAL_PER_MEGABYTE = 10.0
_MEMORY: dict[Kind, int] = dict.fromkeys(RISKY, 2 * GIBIBYTE) | {
    "pdf": 800 << 20,
    "html": GIBIBYTE,
}
"""Bytes that a file may take beyond what the process has; pandoc has a limit of its own."""


def kind_of(path: Path) -> Kind | None:
    """Give the kind that a file is by its name, if it is any that can be taken in."""
    return KINDS.get(path.suffix.lower())


def is_risky(path: Path) -> bool:
    """Whether a file is only to be read in a process apart."""
    return kind_of(path) in RISKY


def seconds(path: Path) -> float:
    """Give the seconds that understanding the file at `path` may take."""
    try:
        size = path.stat().st_size
    except OSError:
        # Reading it says what is wrong with it.
        size = 0
    kind = kind_of(path)
    share = _PER_MEGABYTE.get(kind, _USUAL_PER_MEGABYTE) if kind else _USUAL_PER_MEGABYTE
    return _LEAST + share * size / 1_000_000


@contextlib.contextmanager
def memory(path: Path) -> Iterator[None]:
    """Bound the memory that this process may take meanwhile, where the system can do that.

    What goes beyond is refused, as a `MemoryError` or by the end of the process.
    """
    kind = kind_of(path)
    more = _MEMORY.get(kind) if kind else None
    before = resource.getrlimit(resource.RLIMIT_AS)
    if more is None or not (now := _size()):
        yield
        return
    hard = before[1]
    wanted = now + more if hard == resource.RLIM_INFINITY else min(now + more, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _size() -> int:
    """Give the bytes of address space that this process has; 0 where that is not told."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
