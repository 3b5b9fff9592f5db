"""`make bench`: measure, and write the tables of docs/performance.md."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import (
    anchoring,
    annotated,
    exporting,
    holding,
    hostile,
    keys,
    memory,
    pages,
    parsing,
    report,
    resizing,
    scale_list,
    scale_texts,
    starts,
    work,
)
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.room import Room
from benchmarks.table import Section


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run, for a first look")
    parser.add_argument("-o", type=Path, default=Path("docs/performance.md"), help="the page")
    options = parser.parse_args()
    with Room.made() as room:
        sections = [*_sections(room, QUICK if options.quick else FULL)]
    options.o.write_text(report.page(sections), encoding="utf-8")
    print(f"written to {options.o}")


def _sections(room: Room, effort: Effort) -> Iterator[Section]:
    """Measure one thing after the other, and say how long each took."""
    measures: list[Callable[[], Section]] = [
        lambda: starts.section(starts.measure(room, effort)),
        lambda: keys.section(keys.of_sizes(room, effort)),
        lambda: keys.section_of_ends(keys.of_ends(room, effort)),
        lambda: annotated.section(annotated.measure(room, effort)),
        lambda: holding.section(holding.measure(room, effort)),
        lambda: resizing.section(resizing.measure(room, effort)),
        lambda: parsing.section(parsing.measure(room, effort)),
        lambda: memory.section(memory.measure(room)),
        lambda: hostile.section(hostile.measure(), hostile.lines()),
        lambda: pages.section(pages.measure()),
        lambda: work.section(work.measure(room)),
        lambda: exporting.section(exporting.measure(effort)),
        lambda: scale_texts.section(scale_texts.measure(room, effort)),
        lambda: scale_list.section(scale_list.measure(effort)),
    ]
    for measure in measures:
        before = time.monotonic()
        section = measure()
        print(f"{section.title}: {time.monotonic() - before:.0f} s", flush=True)
        yield section
    before = time.monotonic()
    yield from anchoring.sections(anchoring.measure(effort))
    print(f"Anchoring: {time.monotonic() - before:.0f} s", flush=True)


if __name__ == "__main__":
    main()
