"""Text made to be slow: time must grow as its length does, and memory stay within bounds."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.table import Ratio, Section
from reader.text import markdown, plain
from reader.text.find import find
from reader.text.graphemes import snap
from reader.text.sentences import split

SIZE = 150_000
"""Characters of the smaller of the two texts; the other is twice as long."""
LONG = 100_000_000
"""Characters of the one long line."""


def _split(text: str) -> None:
    split(text, 0, len(text))


TEXTS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "Markdown: quotations in quotations": ("> ", markdown.parse),
    "Markdown: one list item after the other": ("- a\n", markdown.parse),
    "Markdown: `*a_`": ("*a_ ", markdown.parse),
    "Markdown: brackets that open": ("[", markdown.parse),
    "Markdown: links that do not close": ("[a](", markdown.parse),
    "Markdown: tags that do not close": ("<b>", markdown.parse),
    "Markdown: comments that do not close": ("<!-- ", markdown.parse),
    "Markdown: backticks": ("`a``", markdown.parse),
    "Markdown: definitions of links": ("[a]: /b\n", markdown.parse),
    "Markdown: footnotes that are not there": ("[^a]", markdown.parse),
    "plain text: one word a line": ("word\n", plain.parse),
    "sentences: stops": (". ", _split),
    "sentences: initials": ("A. ", _split),
    "sentences: full-width stops": ("「。", _split),
    "graphemes: flags": ("🇩🇪", lambda text: snap(text, len(text) - 1)),
    "search: white space": (" ", lambda text: find(text, "x a")),
}


@dataclass(frozen=True)
class Grown:
    """What a text took, in seconds."""

    once: float
    twice: float
    """What a text of twice the length took."""


def measure() -> dict[str, Grown]:
    """Measure each text and one twice as long, each the best of two."""
    return {
        name: Grown(_best(unit, SIZE, work), _best(unit, 2 * SIZE, work))
        for name, (unit, work) in TEXTS.items()
    }


def _best(unit: str, size: int, work: Callable[[str], object]) -> float:
    text = unit * (size // len(unit))
    took = []
    for _ in range(2):
        before = time.perf_counter()
        work(text)
        took.append(time.perf_counter() - before)
    return min(took)


def long_line(kind: str) -> tuple[float, float]:
    """Take in one line of `LONG` characters in a process of its own; its seconds and peak MiB."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--line", kind]
    seconds, peak = subprocess.run(
        command, capture_output=True, check=True, text=True
    ).stdout.split()
    return float(seconds), float(peak)


def section(measured: Mapping[str, Grown], lines: Mapping[str, tuple[float, float]]) -> Section:
    """Give the table of hostile texts."""
    rows = [
        [name, one.once * 1e6 / SIZE, Ratio(one.twice / one.once)] for name, one in measured.items()
    ]
    said = " ".join(
        f"A line of 100 million characters of {kind} is parsed in {seconds:.1f} s, with a peak of "
        f"{peak:.0f} MiB in all."
        for kind, (seconds, peak) in lines.items()
    )
    return Section(
        "Text made to be slow",
        "Seconds that a million characters of a hostile text take, and how much longer a text of "
        "twice the length takes. Aim: 2, as the length. It is parsed in a process of its own, "
        "and can be stopped.",
        ("text", "s", "twice the length"),
        rows,
        said,
    )


def lines() -> dict[str, tuple[float, float]]:
    """Measure the long lines, in ASCII and in Chinese."""
    return {"words": long_line("words"), "Chinese": long_line("Chinese")}


def main() -> None:
    """Measure hostile texts alone and print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--line", choices=("words", "Chinese"), help=argparse.SUPPRESS)
    kind = parser.parse_args().line
    if kind is None:
        print(section(measure(), lines()))
        return
    unit = "some words " if kind == "words" else "漢字交じりの文、"
    text = unit * (LONG // len(unit))
    before = time.perf_counter()
    markdown.parse(text)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.perf_counter() - before, peak)


if __name__ == "__main__":
    main()
