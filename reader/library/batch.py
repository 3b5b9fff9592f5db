"""What was found out about files and waits to be written, some at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.library import going, storing
from reader.library.author import Author
from reader.library.storing import ReadFile, Tally
from reader.store.transaction import Transaction


@dataclass
class Batch:
    """What is written in one transaction."""

    reads: list[ReadFile] = field(default_factory=list)
    size: int = 0
    """Characters of their texts."""
    back: list[str] = field(default_factory=list)
    """Paths at which files that were gone are again as they were."""
    touched: list[tuple[str, str, int]] = field(default_factory=list)
    """Path, digest and time of files that have another time than they had, and the same bytes."""

    def __bool__(self) -> bool:
        return bool(self.reads or self.back or self.touched)

    def add(self, read: ReadFile) -> None:
        """Have what was read of a file wait with the others."""
        self.reads.append(read)
        self.size += len(read.taken.text)

    def write(self, step: Transaction, author: Author, tally: Tally) -> None:
        """Write all of it, and count it in `tally`."""
        for read in self.reads:
            storing.store(step, author, tally, read)
        for path in self.back:
            going.back(step, author, tally, path)
        for path, digest, mtime_ns in self.touched:
            step.set_time(path, digest, mtime_ns)
