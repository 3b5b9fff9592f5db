"""Adding takes in what is new, reports what it cannot, and tells how far it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.library import AddProgress
from tests.library.given import article_file, dump, library, library_with_article


def test_a_folder_is_taken_in_as_one_step(tmp_path: Path) -> None:
    for name in ("a.md", "sub/b.markdown", "sub/deeper/c.TXT"):
        article_file(tmp_path / "corpus", name, f"# Title of {name}\n\nText.\n")
    article_file(tmp_path / "corpus", "picture.png")
    article_file(tmp_path / "corpus", ".hidden.md")
    article_file(tmp_path / "corpus", ".git/d.md")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path / "corpus"])
        assert len(report.added) == 3
        assert report.problems == ()
        assert [entry.kind for entry in opened.log()] == ["add"]
        opened.undo().result()
        assert opened.articles() == []


def test_adding_again_writes_nothing(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path)
    before = dump(opened.path), len(opened.log())
    report = opened.add([tmp_path, tmp_path / "numbers.md"])
    assert report.unchanged == (str(tmp_path / "numbers.md"),)
    assert (dump(opened.path), len(opened.log())) == before
    opened.close()


def test_an_article_is_known_by_its_path_however_it_is_written(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(tmp_path)
    assert opened.add([link / "numbers.md"]).unchanged
    assert opened.add([tmp_path / "x" / ".." / "numbers.md"]).problems
    assert opened.article(str(link / "numbers.md")) == article
    opened.close()


def test_front_matter_becomes_metadata(tmp_path: Path) -> None:
    front = (
        "---\ntitle: A title\nauthor: [Kim, José]\npublished: 2020-06-12\nlanguage: en\n"
        "url: https://example.org\nsource: RFI\nodd: {a: [1, 2.5, null, true]}\n---\n\nText.\n"
    )
    opened, article = library_with_article(tmp_path, front)
    assert (article.title, article.author) == ("A title", "Kim; José")
    assert (article.published, article.source) == ("2020-06-12", "RFI")
    assert (article.language, article.url) == ("en", "https://example.org")
    assert article.metadata["odd"] == {"a": [1, 2.5, None, True]}
    assert opened.article(article.id) == article
    opened.close()


def test_the_title_is_the_heading_or_the_name_of_the_file(tmp_path: Path) -> None:
    article_file(tmp_path, "a.md", "Words.\n\n# The *heading*\n")
    article_file(tmp_path, "named.md", "Only words here.\n")
    with library(tmp_path) as opened:
        titles = {Path(one.path).name: one.title for one in opened.add([tmp_path]).added}
    assert titles == {"a.md": "The heading", "named.md": "named"}


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    article_file(folder, "good.md")
    article_file(folder, "empty.md", " \n")
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0\1")
    (folder / "damaged.txt").write_bytes("déjà vu, à côté\n".encode() + b"\xff")
    (folder / "wide.txt").write_bytes("text".encode("utf-16") + b"\0")
    os.mkfifo(folder / "pipe.md")
    (folder / "nowhere.md").symlink_to(folder / "missing.md")
    (folder / "out.md").symlink_to(article_file(tmp_path, "outside.md"))
    (folder / "loop").symlink_to(folder)
    (folder / os.fsdecode(b"\xff.md")).write_text("text")
    with library(tmp_path) as opened:
        report = opened.add([folder, tmp_path / "none", Path("/dev/null")])
    assert [one.title for one in report.added] == ["Numbers"]
    problems = {Path(problem.path).name: problem.what for problem in report.problems}
    assert "binary" in problems["binary.txt"]
    assert "UTF-8 with damage (line 2)" in problems["damaged.txt"]
    assert "utf-16" in problems["wide.txt"]
    assert "no text" in problems["empty.md"]
    assert "nowhere" in problems["nowhere.md"]
    assert "link out" in problems["out.md"]
    assert "no such file" in problems["none"]
    assert "device" in problems["null"]
    assert len(problems) == 10


def test_an_unreadable_folder_is_reported(tmp_path: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("nothing is unreadable for root")
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    with library(tmp_path) as opened:
        assert "cannot be entered" in opened.add([tmp_path]).problems[0].what


def test_adding_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    for number in range(5):
        article_file(tmp_path / "corpus", f"{number}.txt", f"Text {number}\n")
    seen: list[AddProgress] = []
    with library(tmp_path) as opened:
        report = opened.add(
            [tmp_path / "corpus"], progress=seen.append, stopped=lambda: len(seen) > 2
        )
        assert report.stopped
        assert len(report.added) == len(opened.articles()) == 2
    assert [(one.done, one.total) for one in seen] == [(0, 5), (1, 5), (2, 5)]


def test_a_long_addition_is_one_step_in_several_transactions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.adding._BATCH", 10)
    for number in range(5):
        article_file(tmp_path / "corpus", f"{number}.txt", f"Text number {number}\n")
    with library(tmp_path) as opened:
        opened.add([tmp_path / "corpus"])
        assert [entry.summary for entry in opened.log()] == ["Added 5 articles"]
        opened.undo().result()
        assert opened.articles() == []
        opened.redo().result()
        assert len(opened.articles()) == 5


def test_hostile_front_matter_is_kept_as_text(tmp_path: Path) -> None:
    for number, front in enumerate(
        ["a: &a [x]\nb: *a", "a: [" * 3000, "a: !!python/object:os.system x", "a: 2020-99-99"]
    ):
        article_file(tmp_path, f"{number}.md", f"---\n{front}\n---\n\n# Title\n\nText.\n")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path])
        assert len(report.added) == 4
        assert report.problems == ()


def test_looking_for_renamed_files_stops_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = many_files(tmp_path / "corpus", 20)
    looked: list[Path] = []

    def digest(path: Path, _: int) -> str:
        looked.append(path)
        return ""

    with library(tmp_path) as opened:
        opened.add([tmp_path / "corpus"])
        for path in paths:
            os.utime(path, (1_600_000_000, 1_600_000_000))
        monkeypatch.setattr("reader.ingest.taking.digest", digest)
        opened.add([tmp_path / "corpus"], stopped=lambda: len(looked) >= 3)
        assert len(looked) == 3


def many_files(folder: Path, count: int = 100) -> list[Path]:
    return [
        article_file(folder, f"{number % 7}/{number}.md", f"# Number {number}\n\nText {number}.\n")
        for number in range(count)
    ]


def test_many_files_are_taken_in_by_processes_as_few_are_here(tmp_path: Path) -> None:
    paths = many_files(tmp_path / "corpus")
    (tmp_path / "corpus" / "bad.md").write_bytes(b"\xff\xfe\x00")
    os.mkfifo(tmp_path / "corpus" / "pipe.md")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path / "corpus"])
        assert {one.path for one in report.added} == {str(path) for path in paths}
        assert {Path(one.path).name for one in report.problems} == {"bad.md", "pipe.md"}
        assert [entry.summary for entry in opened.log()] == ["Added 100 articles"]
        for number in (0, 50, 99):
            found = opened.article(f"Number {number}")
            assert opened.document(found).text == f"Number {number}\n\nText {number}."
        opened.undo().result()
        assert opened.articles() == []


def test_ctrl_c_in_many_files_keeps_what_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.adding._BATCH", 10)
    # Of several processes one may be so late that all else waits for it, and is in by then.
    monkeypatch.setattr("reader.ingest.pool.processes", lambda: 1)
    many_files(tmp_path / "corpus", 200)
    seen: list[AddProgress] = []
    with library(tmp_path) as opened:
        report = opened.add(
            [tmp_path / "corpus"], progress=seen.append, stopped=lambda: len(seen) > 50
        )
        assert report.stopped
        assert report.problems == ()
        assert 50 <= len(report.added) == len(opened.articles()) < 200
        rest = opened.add([tmp_path / "corpus"])
        assert len(rest.added) + len(report.added) == 200
