"""The method that is measured beside ours: that of the Hypothesis web client, run by node.

Its search is npm's `approx-string-match` itself, installed for the run into a folder that goes
afterwards; its scoring stands in `anchoring_client.js`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from reader.text.document import Span

NAME = "Hypothesis client"
_PACKAGE = "approx-string-match@2.0.0"
_CONTEXT = 32
_SCRIPT = Path(__file__).with_name("anchoring_client.js")


class Client:
    """A running node that finds quotes."""

    def __init__(self, asked: IO[str], answered: IO[str]) -> None:
        self._asked, self._answered = asked, answered

    def find(self, old: str, new: str, spans: Sequence[Span]) -> tuple[list[Span | None], float]:
        """Give where it finds each passage of `old` in `new`, and how long its processor took.

        That is in milliseconds. Neither text may have characters that are two in JavaScript.
        """
        quotes = [
            {
                "quote": old[start:end],
                "prefix": old[max(start - _CONTEXT, 0) : start],
                "suffix": old[end : end + _CONTEXT],
                "hint": start,
            }
            for start, end in spans
        ]
        self._asked.write(json.dumps({"text": new, "quotes": quotes}) + "\n")
        self._asked.flush()
        answer: dict[str, Any] = json.loads(self._answered.readline())
        return [place and Span(*place) for place in answer["places"]], answer["ms"]


@contextmanager
def client() -> Iterator[Client | str]:
    """Give the client, or in words why there is none on this machine."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        yield "no node"
        return
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
        Path(folder, "package.json").write_text("{}")
        install = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", _PACKAGE]
        if subprocess.run(install, cwd=folder, capture_output=True, check=False).returncode:
            yield "its package could not be installed"
            return
        script = shutil.copyfile(_SCRIPT, Path(folder, "client.mjs"))
        with subprocess.Popen(
            [node, str(script), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            yield Client(process.stdin, process.stdout)
            process.stdin.close()
