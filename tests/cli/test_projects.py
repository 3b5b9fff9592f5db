"""Projects and codebooks for other programs, from the command line."""

from __future__ import annotations

import os
import pty
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.transcripts import PROGRAM, environment, run
from tests.library.given import article_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library of one article and one annotation."""
    article_file(tmp_path)
    run(tmp_path, "add", "numbers.md")
    ran = run(tmp_path, "annotate", "numbers", "--quote", "170,000", "--tag", "how/many")
    assert ran.code == 0, ran.err
    return tmp_path


def test_a_project_counts_as_it_is_told(folder: Path) -> None:
    ran = run(folder, "export", "--format", "qdpx", "--dialect", "utf16-crlf", "-o", "a.qdpx")
    assert (ran.code, ran.err) == (0, "reader: wrote 1 row to a.qdpx\n")
    with zipfile.ZipFile(folder / "a.qdpx") as found:
        assert b"UTF-16 units, and line ends as two." in found.read("project.qde")
        assert b"\r\n" in found.read(found.namelist()[0])
    refused = run(folder, "export", "--dialect", "utf16")
    assert refused.code == 2
    assert "--dialect means nothing for csv" in refused.err


def test_a_codebook_is_written_to_a_pipe_as_bytes(folder: Path) -> None:
    out = run(folder, "export", "--format", "qdc").out
    assert out.startswith('<?xml version="1.0" encoding="utf-8"?>\n<CodeBook ')
    assert out.endswith("</CodeBook>\n")


def test_bytes_are_not_written_to_a_terminal(folder: Path) -> None:
    outside, inside = pty.openpty()
    try:
        ran = subprocess.run(
            [*PROGRAM, "export", "--format", "qdpx"],
            cwd=folder,
            env=environment(folder),
            stdout=inside,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(inside)
        os.close(outside)
    assert ran.returncode == 2
    assert b"name a file with -o" in ran.stderr
