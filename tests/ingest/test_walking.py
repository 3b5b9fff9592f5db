"""Folders are walked to the bottom, and never out of."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reader.ingest.exported import MANIFEST
from reader.ingest.walking import PassedOver, Problem, find
from tests.library.given import article_file


def found(*paths: Path) -> tuple[list[str], list[str]]:
    files, problems = [], []
    for one in find(paths):
        assert not isinstance(one, PassedOver)
        if isinstance(one, Problem):
            problems.append(f"{Path(one.path).name}: {one.what}")
        else:
            files.append(Path(one.path).name)
    return files, problems


def test_files_come_folder_by_folder_by_name_and_once(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "x/c.markdown", "x/y/d.MD", "x/e.jpg", ".h/f.md", "~g.md~"):
        article_file(tmp_path, name)
    assert found(tmp_path, tmp_path / "b.md", tmp_path / "x") == (
        ["a.txt", "b.md", "c.markdown", "d.MD"],
        [],
    )


def test_a_named_file_is_given_whatever_it_is_called(tmp_path: Path) -> None:
    assert found(article_file(tmp_path, ".hidden.pdf")) == ([".hidden.pdf"], [])


def test_links_are_followed_within_the_folder_only(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    inside = article_file(folder, "a.md")
    outside = article_file(tmp_path, "outside.md")
    (folder / "same.md").symlink_to(inside)
    (folder / "out.md").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "round").symlink_to(folder)
    (folder / "gone.md").symlink_to(folder / "none.md")
    files, problems = found(folder)
    assert files == ["a.md"]
    assert [problem.split(":")[0] for problem in problems] == ["gone.md", "out.md", "up"]
    assert found(folder / "out.md") == (["outside.md"], [])


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert found(tmp_path / "none") == ([], ["none: there is no such file or folder"])
    assert found(Path(os.fsdecode(b"/\xff"))) == ([], ["\udcff: there is no such file or folder"])


def test_an_empty_path_names_nothing() -> None:
    assert list(find([""])) == [Problem("", "an empty path names nothing")]


def test_what_is_no_file_in_a_folder_is_named_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / ".hidden")
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(os.fspath(tmp_path / "talk"))
        assert found(tmp_path) == (
            [],
            [
                "pipe: is a pipe, not a file",
                "pipe.md: is a pipe, not a file",
                "talk: is a socket, not a file",
            ],
        )


def test_what_was_exported_to_a_folder_is_passed_over_and_the_rest_of_it_is_not(
    tmp_path: Path,
) -> None:
    for name in ("a.md", "out/b.md", "out/mine.md", "out/c.ann", "out/sub/d.md"):
        article_file(tmp_path, name)
    (tmp_path / "out" / MANIFEST).write_text('{"files": {"b.md": [], "c.ann": [], "sub": []}}')
    (tmp_path / "link.md").symlink_to(tmp_path / "out/b.md")
    inside = [one for one in find([tmp_path]) if not isinstance(one, Problem)]
    assert [Path(one.path).name for one in inside] == ["a.md", "mine.md", "out", "d.md"]
    assert PassedOver(str(tmp_path / "out"), 1) in inside
    assert found(tmp_path / "out") == (["b.md", "mine.md", "d.md"], [])
    assert found(tmp_path / "out/b.md") == (["b.md"], [])


@pytest.mark.parametrize(
    "told", ["", "[]", '{"files": 3}', "[" * 100_000, '{"files": {"../a.md": []}}']
)
def test_what_does_not_tell_of_an_export_passes_nothing_over(tmp_path: Path, told: str) -> None:
    for name in ("a.md", "out/b.md"):
        article_file(tmp_path, name)
    (tmp_path / "out" / MANIFEST).write_text(told)
    assert found(tmp_path) == (["a.md", "b.md"], [])
