"""A million annotations to CSV, beside the `sqlite3` shell with the same columns in the same run.

`python -m benchmarks.exporting` prints the table.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import marked, processes
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.programs import READER_COMMAND
from benchmarks.table import Ratio, Section

_QUERY = """
SELECT n.id, a.id AS article, a.title, a.author, a.source, a.published, a.accessed, a.url,
    '' AS heading, n.quote, n.prefix, n.suffix,
    (SELECT group_concat(path, '; ') FROM (
        SELECT t.path FROM annotation_tag g JOIN tag t ON t.id = g.tag
        WHERE g.annotation = n.id ORDER BY g.position)) AS tags,
    n.note, n."start", n."end", n.text_hash, n.status, n.annotator, n.created, n.updated
FROM annotation n JOIN article a ON a.id = n.article
"""
"""In no order, and without headings, which the database does not have in a column."""


@dataclass(frozen=True)
class Ran:
    """One run of a program that writes CSV to a pipe."""

    first: float
    """Seconds to the first byte."""
    took: float
    """Seconds to the end."""
    peak: float
    """MiB that it had resident at most."""
    size: int
    """Bytes that it wrote."""


@dataclass(frozen=True)
class Measured:
    """All that was measured; the shell's is missing where there is no shell."""

    count: int
    empty: Ran
    ours: Sequence[Ran]
    shell: Sequence[Ran]


def measure(effort: Effort, kept: Path | None = None) -> Measured:
    """Export in turn with the shell, after each has done it once unmeasured."""
    count = 1_000_000 if effort.starts >= FULL.starts else 100_000
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
        empty, full = Path(folder, "empty.db"), kept or Path(folder, "full.db")
        marked.make(empty, 0)
        if not full.exists():
            marked.make(full, count)
        shell = ["sqlite3", "-csv", "-header", str(full), _QUERY] if shutil.which("sqlite3") else []
        ours: list[Ran] = []
        theirs: list[Ran] = []
        for number in range(1 + effort.parses):
            for command, runs in ((_export(full), ours), (shell, theirs)):
                if command:
                    ran = _run(command)
                    runs += [ran] if number else []
        return Measured(count, _run(_export(empty)), ours, theirs)


def _export(database: Path) -> list[str]:
    return [*READER_COMMAND, "--db", str(database), "export"]


def _run(command: Sequence[str]) -> Ran:
    """Run a program and read what it writes, as fast as it comes."""
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    size = len(os.read(descriptor, 1))
    first = time.perf_counter() - before
    # Asked for as long as it runs: what the system tells at the end counts what started it too.
    peak = processes.peak_of(process.pid)
    while more := len(os.read(descriptor, 1 << 20)):
        size += more
        peak = max(peak, processes.peak_of(process.pid))
    process.stdout.close()
    code = process.wait()
    took = time.perf_counter() - before
    if code:
        raise RuntimeError(f"{command[0]} ended with {code}")
    return Ran(first, took, peak, size)


def section(measured: Measured) -> Section:
    """Give the table of both programs."""
    ours, shell = measured.ours, measured.shell
    peak = max(one.peak for one in ours)
    took, first = min(one.took for one in ours), min(one.first for one in ours)
    took_shell = min((one.took for one in shell), default=None)
    first_shell = min((one.first for one in shell), default=None)
    rows: list[list[object]] = [
        ["all of it, s", took, took_shell, took_shell and Ratio(took / took_shell), "2.5 times"],
        ["first byte, ms", first * 1000, first_shell and first_shell * 1000, None, None],
        ["MB a second", *(_rate(runs) for runs in (ours, shell)), None, None],
        ["peak of memory, MiB", peak, max((one.peak for one in shell), default=None), None, None],
        ["and to that of nothing", Ratio(peak / measured.empty.peak), None, None, "1.2 times"],
    ]
    missing = "" if shell else "There is no `sqlite3` shell here to compare with."
    return Section(
        "Exporting",
        f"`reader export` of {measured.count:,} annotations to CSV through a pipe, beside the "
        "`sqlite3` shell's `.mode csv` with the same columns, in turn: the best run of each. The "
        "shell gives them in no order and without headings. Of an export of an empty library the "
        "memory is measured alone.",
        ("", "reader", "sqlite3", "to sqlite3", "aim, at most"),
        rows,
        missing,
    )


def _rate(runs: Sequence[Ran]) -> float | None:
    return max((one.size / one.took / 1e6 for one in runs), default=None)


def main() -> None:
    """Measure it alone and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    parser.add_argument("--keep", type=Path, help="a library to make there, or to use again")
    options = parser.parse_args()
    print(section(measure(QUICK if options.quick else FULL, options.keep)))


if __name__ == "__main__":
    main()
