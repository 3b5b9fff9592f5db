"""`export`: its options, what it says of what it wrote, and the line that shows how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli import output, showing
from reader.cli.showing import ShowingExport
from reader.formats import known
from reader.formats.known import Format
from tests.cli.transcripts import run
from tests.library.given import TEXT, article_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md"):
        article_file(tmp_path, name, f"# {name}\n\n{TEXT}")
        assert run(tmp_path, "add", name).code == 0
        assert run(tmp_path, "annotate", name, "--quote", "elsewhere").code == 0
    tags = ("--tag", "one", "--tag", "two")
    assert run(tmp_path, "annotate", "a.md", "--quote", "Twitter", *tags).code == 0
    return tmp_path


def test_a_dash_is_stdout(folder: Path) -> None:
    assert run(folder, "export", "-o", "-").out == run(folder, "export").out != ""
    assert not (folder / "-").exists()


def test_what_was_written_is_counted_in_words(folder: Path) -> None:
    assert "wrote 3 annotations in 2 articles to out" in run(folder, "export", "-o", "out").err
    told = run(folder, "export", "--per-tag", "-o", "out").err
    assert "wrote 4 rows in 2 articles to out" in told
    assert (
        "wrote 1 annotation in 1 article to out"
        in run(folder, "export", "--tag", "one", "-o", "out").err
    )


@pytest.mark.parametrize(
    ("option", "value"), [("--dialect", "utf16"), ("--template", "missing.txt")]
)
def test_an_option_that_means_nothing_to_a_format_is_refused(
    folder: Path, option: str, value: str
) -> None:
    ran = run(folder, "export", option, value)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{option} means nothing for csv" in ran.err


def _with_options(monkeypatch: pytest.MonkeyPatch, *names: str, **fields: object) -> None:
    """Let CSV know more options than it does."""
    csv: Format = known.named("csv")
    changed = csv._replace(options=csv.options | set(names), **fields)  # type: ignore[arg-type]  # fields, by name
    monkeypatch.setitem(known._BY_NAME, "csv", changed)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"$quote", 0, ""),
        (None, 1, "No such file"),
        (b"\xff", 1, "not UTF-8"),
        (b"", 1, "is empty"),
        (b"x" * 1_000_001, 1, "longer than any template"),
    ],
)
def test_a_template_is_read_or_refused_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, code: int, said: str
) -> None:
    _with_options(monkeypatch, "template")
    if content is not None:
        (folder / "mine.txt").write_bytes(content)
    ran = run(folder, "export", "--template", "mine.txt", "-o", "out")
    assert (ran.code, ran.err.count("\n")) == (code, 1)
    assert said in ran.err
    assert (folder / "out").exists() == (not code)


def test_bytes_are_not_written_to_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_options(monkeypatch, writes="bytes")
    monkeypatch.setattr(output, "on_a_terminal", lambda: True)
    ran = run(folder, "export")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "name a file with -o" in ran.err


def test_strict_writes_no_file_where_anything_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_options(monkeypatch, holds=known.named("csv").holds - {"heading", "dates"})
    told = run(folder, "export", "-o", "out").err.split("\n")
    assert told[0] == "reader: csv has no place for the heading and the dates of 3 annotations"
    (folder / "out").write_text("old")
    ran = run(folder, "export", "--strict", "-o", "out")
    assert (ran.code, ran.err.count("\n"), (folder / "out").read_text()) == (1, 1, "old")
    assert "the heading and the dates of 3 annotations" in ran.err


def test_how_far_it_is_is_shown_after_a_second_with_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    now = [0.0]
    monkeypatch.setattr(output, "progress", lines.append)
    monkeypatch.setattr(showing, "monotonic", lambda: now[0])
    with ShowingExport(lambda: 10_000) as line:
        for step in range(1, 31):
            now[0] = step / 10
            line.show(step * 100)
            assert bool(lines) == (step > 10)
    assert lines[-2].startswith("writing 3,000 of 10,000 · 1,000 a second · 7 s left · ctrl+c")
    assert lines[-1] == ""


def test_an_export_of_unknown_size_tells_how_many_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    now = [0.0]
    monkeypatch.setattr(output, "progress", lines.append)
    monkeypatch.setattr(showing, "monotonic", lambda: now[0])
    with ShowingExport(lambda: None) as line:
        now[0] = 1.5
        line.show(3_000)
    assert lines == ["writing 3,000 annotations · ctrl+c stops", ""]


@pytest.mark.parametrize("option", ["--tag", "--article", "--query"])
def test_what_narrows_is_given_once_and_says_something(folder: Path, option: str) -> None:
    twice = run(folder, "export", option, "a", option, "b")
    assert (twice.code, twice.out) == (2, "")
    assert twice.err == f"reader: error: {option} is given 2 times; give it once\n"
    empty = run(folder, "export", option, " ")
    assert (empty.code, empty.out) == (2, "")
    assert empty.err.startswith(f"reader: error: {option} is empty; ")


def test_what_else_is_done_with_what_is_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    now = [0.0]
    monkeypatch.setattr(output, "progress", lines.append)
    monkeypatch.setattr(showing, "monotonic", lambda: now[0])
    with ShowingExport(lambda: 3_000) as line:
        now[0] = 1.5
        line.show(3_000, "indexing")
    assert lines == ["indexing 3,000 annotations · ctrl+c stops", ""]


@pytest.mark.parametrize("command", ["export", "annotations"])
def test_a_tag_that_there_is_none_of_is_told(folder: Path, command: str) -> None:
    assert run(folder, "annotate", "b.md", "--quote", "Twitter", "--tag", "actors/state").code == 0
    ran = run(folder, command, "--tag", "actrs\x1b")
    assert ran.code == 0
    assert ran.err == "reader: there is no tag “actrs␛”; `reader tags` lists those there are\n"
    assert run(folder, command, "--tag", "Actors", "--article", "a.md").err == ""


def test_what_a_template_leaves_out_is_not_lost(folder: Path) -> None:
    assert run(folder, "tags", "describe", "one", "What is counted").code == 0
    (folder / "mine.txt").write_text("$quote — $title [$tags]\n")
    options = ("--format", "markdown", "--strict", "-o", "out.md")
    assert "the description of 1 tag" in run(folder, "export", *options).err
    ran = run(folder, "export", *options, "--template", "mine.txt")
    assert (ran.code, "no place" in ran.err) == (0, False)
