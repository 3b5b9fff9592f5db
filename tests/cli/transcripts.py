"""Running the program as a script does: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.cli import main

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "import sys; from reader.cli import main; sys.exit(main())"]
"""The program as a process of its own, for what only that can show."""


@dataclass(frozen=True)
class Ran:
    """What one run gave."""

    code: int
    out: str
    err: str


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Give an environment in which only `folder` holds settings."""
    kept = {name: value for name, value in os.environ.items() if "READER" not in name}
    own = {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
    return kept | own | {"ARTICLE_READER_ANNOTATOR": "ann"} | more


@contextmanager
def _as_if_in(folder: Path, environ: Mapping[str, str]) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Put folder, environment and streams in place, and what was there back again."""
    before = Path.cwd(), dict(os.environ), sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    sys.stdin = io.StringIO()
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in (out, err)
    )
    try:
        yield out, err
    finally:
        os.chdir(before[0])
        os.environ.clear()
        os.environ.update(before[1])
        sys.stdin, sys.stdout, sys.stderr = before[2:]


def run(folder: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> Ran:
    """Run `reader` with arguments in a folder."""
    with _as_if_in(folder, environment(folder, **(environ or {}))) as (out, err):
        code = main(arguments)
        return Ran(code, out.getvalue().decode(), err.getvalue().decode())


def annotated(folder: Path, *options: str) -> str:
    ran = run(folder, "annotate", "numbers", "--quote", "170,000", *options)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """Give what a command shows on a terminal."""
    outside, inside = pty.openpty()
    ran = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(folder),
        stdin=inside,
        stdout=inside,
        stderr=inside,
        check=False,
    )
    os.close(inside)
    assert ran.returncode == 0
    shown = b""
    while True:
        try:
            part = os.read(outside, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(outside)
    return shown.decode()


def read_a_little(folder: Path, *arguments: str) -> None:
    """Run the program, read the first of what it prints and hang up: it ends well and quietly."""
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
