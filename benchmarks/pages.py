"""Web pages taken in, beside trafilatura's own command line on the same pages.

`python -m benchmarks.pages` prints the table.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.page_texts import Page, pages
from benchmarks.table import Ratio, Section
from reader.ingest.kinds import html
from reader.ingest.understood import File

_OURS = "import sys; from reader.cli import main; sys.exit(main())"
_THEIRS = "import sys; from trafilatura.cli import main; sys.exit(main())"
_ASKED = ("--markdown", "--with-metadata")
_ALONE = 6
"""Pages that are taken in by a process each."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)


@dataclass
class Words:
    """Words found of those that are main text, and words let in that are not."""

    found: int = 0
    true: int = 0
    given: int = 0

    def add(self, given: str, true: str) -> None:
        ours, theirs = Counter(_WORD.findall(given)), Counter(_WORD.findall(true))
        self.found += (ours & theirs).total()
        self.given += ours.total()
        self.true += theirs.total()

    @property
    def recall(self) -> float:
        return self.found / self.true

    @property
    def precision(self) -> float:
        return self.found / self.given if self.given else 0.0


@dataclass
class Measured:
    """Both programs' words by layout, and their times."""

    ours: dict[str, Words] = field(default_factory=dict)
    theirs: dict[str, Words] = field(default_factory=dict)
    alone: tuple[float, float] = (0.0, 0.0)
    """Milliseconds of a process that takes in one page: ours, theirs."""
    together: tuple[float, float] = (0.0, 0.0)
    """Milliseconds a page of one process that takes in all of them."""


def measure() -> Measured:
    """Take every page in with both programs."""
    made = [*pages()]
    measured = Measured()
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder, "pages")
        inside.mkdir()
        files = [inside / f"{number:03}.html" for number in range(len(made))]
        for page, file in zip(made, files, strict=True):
            file.write_text(page.html, encoding="utf-8")
        times = [_compare(page, file, measured) for page, file in zip(made, files, strict=True)]
        ours = [_add(Path(folder, f"{file.stem}.db"), file) for file in files[:_ALONE]]
        measured.alone = statistics.median(ours), statistics.median(times)
        theirs = _run(_THEIRS, *_ASKED, "--input-dir", str(inside), "--output-dir", f"{folder}/out")
        measured.together = (
            _add(Path(folder, "all.db"), inside) / len(made),
            theirs / len(made),
        )
    return measured


def _compare(page: Page, file: Path, measured: Measured) -> float:
    """Count both programs' words of a page; give the milliseconds of trafilatura's process."""
    text = html.understand(File(file.read_bytes(), file.name)).document.text
    measured.ours.setdefault(page.layout, Words()).add(text, page.main)
    before = time.perf_counter()
    with file.open("rb") as source:
        done = subprocess.run(
            [sys.executable, "-c", _THEIRS, *_ASKED],
            stdin=source,
            capture_output=True,
            check=False,
        )
    took = (time.perf_counter() - before) * 1000
    theirs = _with_title(done.stdout.decode())
    measured.theirs.setdefault(page.layout, Words()).add(theirs, page.main)
    return took


def _with_title(output: str) -> str:
    """Give trafilatura's text, with the title alone of what it says of the page."""
    front = _FRONT.match(output)
    if not front:
        return output
    body = output[front.end() :]
    title = _TITLE.search(front[1])
    words = title[1].strip("\"'") if title else ""
    return body if words in body else f"{words}\n{body}"


def _add(database: Path, what: Path) -> float:
    return _run(_OURS, "--db", str(database), "add", str(what))


def _run(program: str, *arguments: str) -> float:
    before = time.perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    subprocess.run(command, capture_output=True, check=True)
    return (time.perf_counter() - before) * 1000


def section(measured: Measured) -> Section:
    """Give the table of words and times."""
    rows: list[Sequence[object]] = [
        [name, *_shares(measured.ours[name]), *_shares(measured.theirs[name])]
        for name in measured.ours
    ]
    ours, theirs = _all(measured.ours), _all(measured.theirs)
    rows.append(["all", *_shares(ours), *_shares(theirs)])
    return Section(
        "Web pages",
        "Pages made in six layouts, with menus, lists of other articles, share buttons, comments "
        "and cookie lines: the share of the words of their main text that is found, and the share "
        "of the words given that are main text, beside trafilatura's own command line on the same "
        "files. Aim: no worse than it in either.",
        ("", "found", "main text of given", "trafilatura, found", "main text of given"),
        [[row[0], *map(_ratio, row[1:])] for row in rows],
        f"A process that takes in one page and stores it takes {measured.alone[0]:.0f} ms, one of "
        f"trafilatura that prints it {measured.alone[1]:.0f}; of one process for all of them, a "
        f"page takes {measured.together[0]:.0f} ms and {measured.together[1]:.0f} (trafilatura "
        "uses all processors then).",
    )


def _shares(words: Words) -> tuple[float, float]:
    return words.recall, words.precision


def _ratio(share: object) -> object:
    return Ratio(share) if isinstance(share, float) else share


def _all(words: dict[str, Words]) -> Words:
    parts = words.values()
    return Words(
        sum(one.found for one in parts),
        sum(one.true for one in parts),
        sum(one.given for one in parts),
    )


def main() -> None:
    """Measure pages alone and print the table."""
    print(section(measure()))


if __name__ == "__main__":
    main()
