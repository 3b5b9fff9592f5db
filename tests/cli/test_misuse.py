"""Mistakes on the command line: one line on stderr, and nothing done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.transcripts import run
from tests.library.given import article_file


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["lisst"], 2, "did you mean `reader list`?"),
        (["--bogus"], 2, "see `reader --help`"),
        (["annotate"], 2, "see `reader annotate --help`"),
        (["export", "--format", "odd"], 2, "see `reader export --help`"),
        (["tags", "odd"], 2, "see `reader tags --help`"),
        (["add", "nothing"], 1, "there is nothing at nothing"),
        (["add", "."], 0, "nothing to add"),
        ([], 1, "the app needs a terminal"),
        (["."], 1, "the app needs a terminal"),
        (["--db", "", "list"], 2, "--db needs a path"),
        (["--annotator", "a\nb", "log"], 2, "annotator's name"),
        ([""], 2, "cannot be opened"),
        (["add", "~nobody-of-that-name/x"], 1, "there is nothing at ~nobody"),
        (["--db", "~nobody-of-that-name/x.db", "list"], 1, "there is no database at"),
        (["--db", "loop.db", "add", "."], 1, "loop.db"),
        (["a\x1b[2Jb"], 2, "a␛[2Jb cannot be opened"),
    ],
)
def test_mistakes_are_told_in_one_line(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "loop.db").symlink_to("loop.db")
    ran = run(tmp_path, *arguments)
    assert ran.code == code, ran.err
    assert words in ran.err
    assert ran.err.splitlines()[-1].startswith("reader: ")
    assert "Traceback" not in ran.err
    assert code == 0 or ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_name_with_control_characters_is_refused_or_harmless(tmp_path: Path) -> None:
    article_file(tmp_path, "a\x1b]0;x\x07?#\nb.txt", "Some text.\n")
    ran = run(tmp_path, "add", ".")
    assert ran.code == 0
    [row] = json.loads(run(tmp_path, "list", "--json").out)
    assert row["path"].endswith("a\x1b]0;x\x07?#\nb.txt")
    assert "\x1b" not in run(tmp_path, "list").out


def test_arguments_that_are_no_text_are_told_in_one_line(folder: Path) -> None:
    odd = "\udcff"
    for arguments in (
        ["annotations", "--tag", odd],
        ["export", "--tag", odd, "--query", odd],
        ["list", odd],
        ["search", odd],
        ["show", odd],
        ["show", "numbers", "--version", odd],
        ["edit", odd, "--note", "x"],
        ["annotate", "numbers", "--quote", "170,000", "--tag", odd],
        ["annotate", "numbers", "--quote", "170,000", "--note", odd],
        ["--annotator", odd, "undo"],
        ["add", odd],
        [odd],
    ):
        ran = run(folder, *arguments)
        assert "Traceback" not in ran.err, arguments
        assert ran.err.count("\n") <= 1


def test_a_number_that_is_too_large_is_misuse(folder: Path) -> None:
    ran = run(folder, "log", "-n", "9" * 23)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_an_empty_path_takes_nothing_in(tmp_path: Path) -> None:
    article_file(tmp_path)
    article_file(tmp_path / "sub", "other.md")
    ran = run(tmp_path, "add", "", "sub/other.md", "nope")
    assert ran.code == 1
    assert "reader: not taken in: an empty path names nothing\n" in ran.err
    assert "reader: not taken in: nope: there is no such file or folder\n" in ran.err
    assert len(run(tmp_path, "list").out.splitlines()) == 1
    assert run(tmp_path, "add", "").code == 1


@pytest.mark.parametrize("before", [[], ["."], ["add", "."]])
def test_a_bad_limit_is_misuse_in_one_line(tmp_path: Path, before: list[str]) -> None:
    for size, words in (("plenty", "write a size such as"), ("1GB", "the database holds no text")):
        ran = run(tmp_path, *before, "--max-size", size)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("reader: error: --max-size cannot be ")
        assert words in ran.err
        assert ran.err.count("\n") == 1


def test_an_encoding_that_is_none_is_misuse_and_makes_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some text.\n")
    done = run(tmp_path, "add", "--encoding", "no-such", "a.txt")
    assert done.code == 2
    assert done.err.count("\n") == 1 and "no encoding “no-such”" in done.err
    assert not list(tmp_path.glob("*.db"))
