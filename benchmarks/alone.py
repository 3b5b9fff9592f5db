"""One measure run by itself, for a look while developing."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.room import Room
from benchmarks.table import Section


def print_alone(about: str | None, measured: Callable[[Room, Effort], Section]) -> None:
    """Measure in a room of its own, shortly if the command line says so, and print the table."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--quick", action="store_true", help="a short run")
    options = parser.parse_args()
    with Room.made() as room:
        print(measured(room, QUICK if options.quick else FULL))
