"""`make bench`: measure, and write the tables of docs/performance.md."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import report, screen, work

SIZES = {"10 KB": 10_000, "1 MB": 1_000_000, "10 MB": 10_000_000}


def main() -> None:
    """Measure every size, smallest first, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="starts measured of each program")
    parser.add_argument("--keys", type=int, default=40, help="keys measured of each program")
    parser.add_argument("-o", type=Path, default=Path("docs/performance.md"), help="the page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
        room = Path(folder)
        screens = {
            name: screen.measure(room / str(size), size, options.runs, options.keys)
            for name, size in SIZES.items()
        }
        works = {name: work.measure(room / f"work-{size}", size) for name, size in SIZES.items()}
    options.o.write_text(report.page(screens, works), encoding="utf-8")
    print(f"written to {options.o}")


if __name__ == "__main__":
    main()
