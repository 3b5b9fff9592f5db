"""`reader import`, as scripts and people use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.cli import importing
from reader.formats import known
from tests.cli.transcripts import run
from tests.library.given import article_file


def exported(folder: Path, name: str = "jsonl") -> Path:
    """Make a library and export it."""
    article_file(folder / "a")
    run(folder, "--db", "a.db", "add", "a")
    run(folder, "--db", "a.db", "annotate", "Numbers", "--quote", "170,000 accounts", "--tag", "x")
    run(folder, "--db", "a.db", "export", "--format", name, "-o", f"all.{name}")
    return folder / f"all.{name}"


def test_it_says_what_it_did_and_again_that_there_was_nothing_to_do(tmp_path: Path) -> None:
    exported(tmp_path)
    ran = run(tmp_path, "--db", "b.db", "import", "--format", "jsonl", "all.jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "reader: made the database b.db",
        "reader: all.jsonl: 1 annotation taken in, 1 article made, 1 tag made",
    ]
    again = run(tmp_path, "--db", "b.db", "import", "--format", "jsonl", "all.jsonl", "--json")
    assert json.loads(again.out)["there"] == 1 and json.loads(again.out)["entry"] is None
    undone = run(tmp_path, "--db", "b.db", "undo")
    assert undone.out == "Undid: imported 1 annotation, “Numbers”, 1 tag\n"
    assert run(tmp_path, "--db", "b.db", "list").out == ""


def test_strictly_what_has_no_text_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    exported(tmp_path, "csv")
    ran = run(tmp_path, "--db", "b.db", "import", "--format", "csv", "--strict", "all.csv")
    assert ran.code == 1
    assert "not all of all.csv can be kept: the place of 1 annotation" in ran.err
    assert not (tmp_path / "b.db").exists()
    assert run(tmp_path, "--db", "b.db", "list").out == ""
    ran = run(tmp_path, "--db", "b.db", "import", "--format", "csv", "all.csv")
    assert ran.code == 0 and "not kept as it is: the context of 1 annotation" in ran.err


def test_a_file_that_is_none_is_one_line_and_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "odd.jsonl").write_text("no\n")
    (tmp_path / "folder").mkdir()
    for name, words in (
        ("missing", "there is nothing at missing"),
        ("odd.jsonl", "odd.jsonl: line 1: it is no JSON"),
        ("folder", "folder is a folder"),
    ):
        ran = run(tmp_path, "import", "--format", "jsonl", name)
        last = ran.err.splitlines()[-1]
        assert ran.code == 1 and last.startswith("reader: error: ") and words in last
    assert not [*tmp_path.glob("*.db*")]
    assert run(tmp_path, "import", "--format", "jsonl", "--raw", "odd.jsonl").code == 2
    assert run(tmp_path, "import", "--format", "nothing", "odd.jsonl").code == 2


@pytest.mark.parametrize("name", known.reading("raw"))
def test_what_was_written_raw_is_taken_in_raw(tmp_path: Path, name: str) -> None:
    exported(tmp_path, "csv")
    given = run(tmp_path, "--db", "a.db", "export", "--format", name, "--raw", "-o", "raw")
    assert given.code == 0
    ran = run(tmp_path, "--db", "b.db", "import", "--format", name, "--raw", "raw")
    assert (ran.code, ran.out) == (0, "")
    assert f"{name}" in run(tmp_path, "import", "--help").out.partition("--raw")[2]


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    exported(tmp_path)
    ran = run(tmp_path, "--max-size", "100", "import", "--format", "jsonl", "all.jsonl")
    assert ran.code == 1 and "the limit is 100" in ran.err


def test_an_error_in_the_last_line_leaves_nothing(tmp_path: Path) -> None:
    file = exported(tmp_path)
    file.write_text(file.read_text() + "{}x\n")
    assert run(tmp_path, "--db", "b.db", "import", "--format", "jsonl", file.name).code == 1
    assert run(tmp_path, "--db", "b.db", "list").out == ""


def test_a_file_that_says_what_it_is_needs_no_format(tmp_path: Path) -> None:
    exported(tmp_path)
    run(tmp_path, "--db", "a.db", "export", "-o", "all.csv", "--bom")
    for name in ("all.jsonl", "all.csv"):
        assert run(tmp_path, "--db", f"{name}.db", "import", name).code == 0
    (tmp_path / "odd.csv").write_text("quote,note\na,b\n")
    ran = run(tmp_path, "--db", "c.db", "import", "odd.csv")
    assert ran.code == 2 and "does not say which format it is in; give --format: csv" in ran.err
    ran = run(tmp_path, "import", "all.jsonl.db")
    assert ran.code == 2


def test_the_limit_holds_for_each_file_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "marks"
    folder.mkdir()
    (folder / "a.txt").write_text("Salt dries.\n")
    (folder / "a.ann").write_text("T1\tSea 0 4\tSalt\n")
    ran = run(tmp_path, "--max-size", "4", "import", "--format", "brat", "marks")
    assert ran.code == 1 and "marks: a.ann has 16 bytes, and the limit is 4" in ran.err
    assert run(tmp_path, "import", "--format", "brat", "marks").code == 0


def test_of_a_folder_what_is_odd_is_named_and_strictly_refused(tmp_path: Path) -> None:
    folder = tmp_path / "marks"
    folder.mkdir()
    (folder / "a.txt").write_text("Alpha beta.\n")
    (folder / "a.ann").write_text("T1\tPER 0 5\tAlpha\nT2\tORG 0 5\twrong\nT3\tY a b\tbad\n")
    (folder / "b.ann").write_bytes(b"\xff")
    told = (
        "all of 1 odd line in a.ann, line 3 of 3",
        "all of 1 file in it: b.ann is no UTF-8 at byte 0",
        "1 annotation orphaned",
    )
    ran = run(tmp_path, "import", "--format", "brat", "--strict", "marks")
    assert ran.code == 1 and all(one in ran.err for one in told)
    assert len(ran.err.splitlines()) == 1
    ran = run(tmp_path, "import", "--format", "brat", "marks")
    assert ran.code == 0 and all(one in ran.err for one in told)
    assert "2 annotations taken in" in ran.err


def test_a_file_that_changes_before_it_is_read_again_leaves_no_new_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exported(tmp_path)
    words = file.read_text()

    def spoilt(*_: object, **__: object) -> None:
        file.write_text(words + "{}x\n")

    monkeypatch.setattr(importing._Taking, "_try_out", spoilt)
    ran = run(tmp_path, "--db", "b.db", "import", file.name)
    assert ran.code == 1 and "removed the database b.db: nothing came in" in ran.err
    assert not [*tmp_path.glob("b*")]


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 6, 8, 12])
def test_what_is_stopped_before_anything_is_in_leaves_no_new_database(
    tmp_path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(tmp_path)
    asked = 0

    class Stopping(list[int]):
        def __bool__(self) -> bool:
            nonlocal asked
            asked += 1
            return asked >= moment

    @contextmanager
    def interruptible() -> Iterator[list[int]]:
        yield Stopping()

    monkeypatch.setattr(importing, "interruptible", interruptible)
    ran = run(tmp_path, "--db", "b.db", "import", "all.jsonl")
    assert ran.code in (0, 130)
    if (tmp_path / "b.db").exists():
        assert run(tmp_path, "--db", "b.db", "annotations").out
    else:
        assert "nothing came in" in ran.err and not [*tmp_path.glob("b*")]


@pytest.mark.parametrize("options", [[], ["--format", "taguette"], ["--format", "jsonl"]])
def test_a_library_or_what_is_made_of_one_is_refused_with_the_way_to_take(
    tmp_path: Path, options: list[str]
) -> None:
    exported(tmp_path, "sqlite")
    for name, what in (
        ("a.db", "a.db is a library of Reader; export it as jsonl and import that"),
        (
            "all.sqlite",
            "all.sqlite is a database to ask that Reader made of a library;"
            " export the library as jsonl and import that",
        ),
    ):
        ran = run(tmp_path, "--db", "b.db", "import", *options, name)
        assert (ran.code, ran.err) == (2, f"reader: error: {what}\n")
    ran = run(tmp_path, "--db", "a.db", "import", *options, "a.db")
    assert ran.code == 2 and "a.db is a library of Reader" in ran.err
    assert not [*tmp_path.glob("b*")]


def test_stopped_before_anything_is_in_that_alone_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(tmp_path)
    run(tmp_path, "--db", "b.db", "tags", "new", "sea")

    @contextmanager
    def interruptible() -> Iterator[list[int]]:
        yield [2]

    monkeypatch.setattr(importing, "interruptible", interruptible)
    for name in ("b.db", "c.db"):
        ran = run(tmp_path, "--db", name, "import", "all.jsonl")
        assert ran.code == 130 and "nothing to import" not in ran.err
        assert ran.err.splitlines()[-1] == "reader: stopped: nothing came in"


def test_an_import_of_which_nothing_can_be_kept_has_failed(tmp_path: Path) -> None:
    place = {"type": "TextPositionSelector", "start": 3, "end": 9}
    mark = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:x:1",
        "type": "Annotation",
        "target": {"source": "https://quay.example/a", "selector": [place]},
    }
    (tmp_path / "w.json").write_text(json.dumps(mark))
    ran = run(tmp_path, "import", "--format", "w3c", "w.json")
    assert ran.code == 1 and "w.json: nothing kept" in ran.err
    quoted = {"type": "TextQuoteSelector", "exact": "salt"}
    other = mark | {"id": "urn:x:2", "target": {"source": "urn:x:t", "selector": quoted}}
    (tmp_path / "w.json").write_text(json.dumps([mark, other]))
    assert run(tmp_path, "import", "--format", "w3c", "w.json").code == 0
    (tmp_path / "none.json").write_text("[]")
    assert run(tmp_path, "import", "--format", "w3c", "none.json").code == 0


def test_a_folder_without_the_database_of_a_project_is_told_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    ran = run(tmp_path, "import", "--format", "qualcoder", "project")
    assert ran.code == 1 and "project holds no data.qda; name a project's folder" in ran.err
    ran = run(tmp_path, "import", "--format", "taguette", "project")
    assert ran.code == 1 and "project is a folder; name the database in it" in ran.err
