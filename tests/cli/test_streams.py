"""What commands write to a terminal, a pipe, and a device that is full."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.transcripts import PROGRAM, environment, on_a_terminal, read_a_little, run
from tests.library.given import article_file


def test_head_is_quiet(folder: Path) -> None:
    article_file(folder, "long.txt", "word " * 200_000)
    run(folder, "add", "long.txt")
    read_a_little(folder, "show", "long")


def test_a_full_device_is_told(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*PROGRAM, "show", "numbers"],
            cwd=folder,
            env=environment(folder),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode().startswith("reader: error: the output cannot be written")
    assert ran.stderr.count(b"\n") == 1


def test_a_terminal_gets_an_aligned_table_and_no_control_characters(folder: Path) -> None:
    article_file(folder, "evil\x1b[2J\u202e.md", "---\ntitle: \u200bÉvil 漢字\n---\n\nText.\n")
    on_a_terminal(folder, "add", ".")
    for command in ("list", "log", "list --json", "show vil", "export", "search text"):
        shown = on_a_terminal(folder, *command.split())
        # The words that were searched for are bold.
        shown = shown.replace("\x1b[1m", "").replace("\x1b[22m", "")
        assert not {"\x1b", "\u202e"} & set(shown), command
    table = on_a_terminal(folder, "list").split("\r\n")
    assert table[0].startswith("id        title")
    assert "⟨U+200B⟩Évil 漢字" in on_a_terminal(folder, "list")
    assert all(len(line) <= 80 for line in table)


def test_csv_on_a_terminal_has_no_control_characters(folder: Path) -> None:
    article_file(folder, "evil\x1b[2J\u202e.md", "Text.\n")
    on_a_terminal(folder, "add", ".")
    for command in ("list --csv", "export", "log --csv"):
        shown = on_a_terminal(folder, *command.split())
        assert not set(shown) & {"\x1b", "\u202e"}, command
    assert "\x1b[2J" in run(folder, "list", "--csv").out


def test_a_report_names_a_file_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "\udcff.md").write_text("Text.\n")
    ran = run(tmp_path, "add", ".", "--json")
    assert json.loads(ran.out)["problems"][0]["path"].endswith("\udcff.md")


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "numbers"],
        ["--help"],
        ["list", "--json"],
        ["annotate", "numbers", "--quote", "José"],
    ],
)
def test_a_pipe_that_nobody_reads_is_no_failure(folder: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    for stderr in (subprocess.PIPE, writing):
        ran = subprocess.run(
            [*PROGRAM, *arguments],
            cwd=folder,
            env=environment(folder),
            stdout=writing,
            stderr=stderr,
            check=False,
        )
        assert ran.returncode == 0
        assert b"Traceback" not in (ran.stderr or b"")
        assert b"roken pipe" not in (ran.stderr or b"")
    os.close(writing)
