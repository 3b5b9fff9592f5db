"""An export to a folder: a file an article, and nothing that somebody wrote is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.library.exchange import folders
from tests.cli.transcripts import Ran, run
from tests.library.given import TEXT, article_file, fingerprint

_MANIFEST = ".article-reader-export.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of two articles, each with a highlight."""
    for name in ("Tin", "Copper"):
        article_file(tmp_path, f"in/{name}.md", TEXT.replace("# Numbers", f"# {name}"))
    assert run(tmp_path, "add", "in").code == 0
    for name in ("Tin", "Copper"):
        assert run(tmp_path, "annotate", name, "--quote", "170,000", "--tag", name).code == 0
    return tmp_path


def exported(folder: Path, *more: str) -> Ran:
    return run(folder, "export", "--format", "markdown", "-o", "notes/", *more)


def test_a_new_folder_is_its_owners_alone(folder: Path) -> None:
    ran = exported(folder)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith(" to notes/\n")
    notes = folder / "notes"
    assert sorted(one.name for one in notes.iterdir()) == [_MANIFEST, "Copper.md", "Tin.md"]
    assert notes.stat().st_mode & 0o777 == 0o700
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in notes.iterdir())
    assert "> 170,000\n" in (notes / "Tin.md").read_text()


def test_again_changes_only_what_is_new(folder: Path) -> None:
    exported(folder)
    times = {one.name: one.stat().st_mtime_ns for one in (folder / "notes").iterdir()}
    assert run(folder, "annotate", "Tin", "--quote", "José").code == 0
    assert exported(folder).code == 0
    assert "> José\n" in (folder / "notes/Tin.md").read_text()
    assert (folder / "notes/Copper.md").stat().st_mtime_ns == times["Copper.md"]


def test_a_file_that_was_edited_stays_and_nothing_is_written(folder: Path) -> None:
    exported(folder)
    edited = folder / "notes/Tin.md"
    edited.write_text(edited.read_text() + "my own thought\n")
    for name in ("Tin", "Copper"):
        run(folder, "annotate", name, "--quote", "José")
    before = fingerprint(folder / "notes")
    ran = exported(folder)
    assert ran.code == 1
    assert ran.err.startswith(
        "reader: error: notes/Tin.md was changed since it was exported, so nothing was overwritten;"
        " move it away"
    )
    assert ran.err.count("\n") == 1
    assert fingerprint(folder / "notes") == before
    edited.rename(folder / "notes/Tin of mine.md")
    assert exported(folder).code == 0
    assert "my own thought" in (folder / "notes/Tin of mine.md").read_text()


def test_files_of_others_stay(folder: Path) -> None:
    notes = folder / "notes"
    notes.mkdir()
    (notes / "Tin.md").write_text("mine\n")
    (notes / "Copper.md").mkdir()
    before = fingerprint(notes)
    ran = exported(folder)
    assert ran.code == 1
    assert "is not of an export, so nothing was overwritten (and 1 other); " in ran.err
    assert fingerprint(notes) == before


@pytest.mark.parametrize("leads_to", ["../in/Tin.md", "../elsewhere", "Copper.md"])
def test_links_are_not_followed(folder: Path, leads_to: str) -> None:
    exported(folder)
    (folder / "notes/Tin.md").unlink()
    (folder / "notes/Tin.md").symlink_to(leads_to)
    run(folder, "annotate", "Tin", "--quote", "José")
    ran = exported(folder)
    assert ran.code == 1
    assert "notes/Tin.md is a link, so nothing" in ran.err
    assert not (folder / "elsewhere").exists()
    assert (folder / "in/Tin.md").read_text().startswith("# Tin")


def test_no_article_of_the_library_is_overwritten(folder: Path) -> None:
    ran = run(folder, "export", "--format", "markdown", "-o", "in")
    assert ran.code == 1
    assert "in/Copper.md is not of an export, so nothing was overwritten (and 1 other)" in ran.err
    assert sorted(one.name for one in (folder / "in").iterdir()) == ["Copper.md", "Tin.md"]


@pytest.mark.parametrize(
    "told",
    [
        "",
        "{",
        "[]",
        "null",
        '{"files": 3}',
        '{"files": {"Tin.md": 3, "../x": ["y"]}}',
        "[" * 9999,
        '{"files": {"Tin.md": [""]}}',
    ],
)
def test_where_it_is_not_told_what_is_ours_nothing_is(folder: Path, told: str) -> None:
    exported(folder)
    (folder / "notes" / _MANIFEST).write_text(told)
    assert exported(folder).code == 0
    (folder / "notes" / _MANIFEST).write_text(told)
    run(folder, "annotate", "Tin", "--quote", "José")
    ran = exported(folder)
    assert ran.code == 1
    assert "notes/Tin.md " in ran.err


def test_files_of_an_earlier_export_are_left_and_told(folder: Path) -> None:
    exported(folder)
    ran = exported(folder, "--tag", "Tin")
    assert ran.code == 0
    assert "reader: left as of an earlier export: Copper.md\n" in ran.err
    assert (folder / "notes/Copper.md").exists()
    run(folder, "annotate", "Copper", "--quote", "José")
    assert exported(folder).code == 0
    assert "> José\n" in (folder / "notes/Copper.md").read_text()


def test_a_name_does_not_depend_on_what_is_asked_for(folder: Path) -> None:
    article_file(folder, "in/again/tin.md", TEXT.replace("# Numbers", "# TIN") + "More.\n")
    run(folder, "add", "in/again")
    later = json.loads(run(folder, "list", "--json", "TIN").out)
    [id] = [one["id"] for one in later if one["title"] == "TIN"]
    run(folder, "annotate", id, "--quote", "170,000")
    assert exported(folder, "--article", id).code == 0
    assert [one.name for one in (folder / "notes").glob("*.md")] == [f"TIN {id[:8]}.md"]


def test_stopped_in_the_middle_it_can_be_gone_on_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(folder)
    for name in ("Tin", "Copper"):
        run(folder, "annotate", name, "--quote", "José")
    replace = folders.Folder._replace

    def stopped(self: folders.Folder, name: str, text: str) -> None:
        replace(self, name, text)
        if name == "Copper.md":
            raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(folders.Folder, "_replace", stopped)
        assert exported(folder).code == 130
    assert "> José\n" in (folder / "notes/Copper.md").read_text()
    assert "> José\n" not in (folder / "notes/Tin.md").read_text()
    run(folder, "annotate", "Copper", "--quote", "Later")
    assert exported(folder).code == 0
    assert all("> José\n" in one.read_text() for one in (folder / "notes").glob("*.md"))


@pytest.mark.parametrize("target", ["new/notes/", "mine/"])
def test_stopped_before_the_first_file_it_leaves_what_it_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/list.txt").write_text("my own\n")
    before = fingerprint(folder / "mine")
    replace = folders.Folder._replace

    def stopped(self: folders.Folder, name: str, text: str) -> None:
        if name != _MANIFEST:
            raise KeyboardInterrupt
        replace(self, name, text)

    monkeypatch.setattr(folders.Folder, "_replace", stopped)
    assert run(folder, "export", "--format", "markdown", "-o", target).code == 130
    assert fingerprint(folder / "mine") == before
    assert not (folder / "new").exists()


def test_where_losses_are_errors_nothing_is_written(folder: Path) -> None:
    ran = exported(folder, "--strict")
    assert ran.code == 1
    assert "markdown has no place for the place" in ran.err
    assert not (folder / "notes").exists()


def test_losses_are_counted_once(folder: Path) -> None:
    assert "and the dates of 2 annotations\n" in exported(folder).err


@pytest.mark.parametrize("target", ["in/Tin.md/below/", "/proc/none/", "no\0where/"])
def test_a_folder_that_cannot_be_is_told(folder: Path, target: str) -> None:
    ran = run(folder, "export", "--format", "markdown", "-o", target)
    assert ran.code in (1, 2)
    assert ran.err.startswith("reader: error: ")
    assert ran.err.count("\n") == 1


def test_a_format_of_one_file_makes_no_folder(folder: Path) -> None:
    ran = run(folder, "export", "-o", "tables/")
    assert ran.code == 2
    assert "csv is one file; name a file in tables" in ran.err
    ran = run(folder, "export", "--format", "markdown", "-o", "in/Tin.md/")
    assert (ran.code, (folder / "in/Tin.md").is_file()) == (2, True)


def test_one_file_has_all_articles(folder: Path) -> None:
    out = run(folder, "export", "--format", "markdown").out
    assert out.count("\n## Highlights\n") == 2
    assert run(folder, "export", "--format", "markdown", "-o", "all.md").code == 0
    assert (folder / "all.md").read_text() == out


def test_what_was_exported_among_the_articles_is_none_of_them(folder: Path) -> None:
    assert run(folder, "export", "--format", "markdown", "-o", "in/notes/").code == 0
    ran = run(folder, "add", "in")
    notes = folder / "in/notes"
    assert f"passed over: {notes}: 2 exported files; name the folder to add them\n" in ran.err
    assert ran.err.endswith("2 unchanged, 2 exported files passed over\n")
    assert json.loads(run(folder, "add", "in", "--json").out)["exports"] == [
        {"path": str(notes), "files": 2}
    ]
    assert run(folder, "add", "in/notes").err.startswith("reader: 2 added")
