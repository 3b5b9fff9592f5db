"""Folders are walked to the bottom, and never out of."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from reader.ingest.walking import Problem, find
from tests.library.given import article_file


def found(*paths: Path) -> tuple[list[str], list[str]]:
    files, problems = [], []
    for one in find(paths):
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
