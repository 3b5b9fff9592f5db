"""The codebook from the command line: listed as a tree, and changed."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli.transcripts import PROGRAM, environment, run
from tests.library.given import article_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library of one article and some tags."""
    article_file(tmp_path)
    assert run(tmp_path, "add", "numbers.md").code == 0
    for quote, *options in (
        ("170,000", "--tag", "numbers", "--tag", "actors/platform", "--note", "many"),
        ("Twitter", "--tag", "actors/platform"),
        ("José", "--tag", "actors/person"),
    ):
        assert run(tmp_path, "annotate", "numbers", "--quote", quote, *options).code == 0
    return tmp_path


def tags_of(folder: Path) -> dict[str, list[str]]:
    rows = json.loads(run(folder, "annotations", "--json").out)
    return {row["quote"]: row["tags"] for row in rows}


def said(folder: Path, *arguments: str) -> str:
    """Give what a command that is carried out says."""
    ran = run(folder, "tags", *arguments)
    assert (ran.code, ran.out) == (0, ""), ran.err
    return ran.err.removeprefix("reader: ").rstrip("\n")


def on_a_terminal(folder: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    """Run the program on a terminal: its exit code and what it showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(folder, TERM="xterm", COLUMNS="100"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def test_tags_come_as_lines_json_or_csv(folder: Path) -> None:
    lines = run(folder, "tags").out.splitlines()
    assert [line.split("\t")[:4] for line in lines] == [
        ["actors/person", "1", "", "3"],
        ["actors/platform", "2", "", "2"],
        ["numbers", "1", "", "1"],
    ]
    rows = json.loads(run(folder, "tags", "list", "--json").out)
    assert [(row["path"], row["annotations"], row["with_below"]) for row in rows] == [
        ("actors/person", 1, 1),
        ("actors/platform", 2, 2),
        ("numbers", 1, 1),
    ]
    text = run(folder, "tags", "list", "--csv").out
    assert next(csv.DictReader(io.StringIO(text, newline="")))["path"] == "actors/person"


def test_a_terminal_shows_a_tree_with_counts(folder: Path) -> None:
    run(folder, "tags", "describe", "numbers", "What is counted")
    code, shown = on_a_terminal(folder, "tags")
    assert code == 0
    assert shown.splitlines() == [
        "tag         passages  with below  key  color  description",
        "actors                3",
        "  person    1                     3    rose",
        "  platform  2                     2    green",
        "numbers     1                     1    amber  What is counted",
    ]


def test_look_alikes_are_marked_and_told_apart(folder: Path) -> None:
    made = run(folder, "annotate", "numbers", "--quote", "elsewhere", "--tag", "\u0430ctors")
    words = "\u0430ctors looks like actors, but has U+0430 CYRILLIC SMALL LETTER A"
    assert made.err == f"reader: Tagged \u0430ctors\nreader: {words}\n"
    again = run(folder, "annotate", "numbers", "--quote", "Twitter", "--tag", "\u0430ctors")
    assert "looks like" not in again.err
    _, shown = on_a_terminal(folder, "tags")
    assert "\u0430ctors ≈" in shown
    assert f"reader: {words}" in shown.splitlines()
    rows = json.loads(run(folder, "tags", "--json").out)
    assert {row["path"]: row["looks_like"] for row in rows}["\u0430ctors"] == ["actors"]
    assert "looks like" in said(folder, "rename", "numbers", "act\u200bors")
    assert "act⟨U+200B⟩ors" in on_a_terminal(folder, "tags")[1]


def test_tags_are_renamed_moved_and_merged(folder: Path) -> None:
    assert said(folder, "rename", "ACTORS", "who") == "Renamed actors to who with 2 tags below it"
    assert tags_of(folder)["José"] == ["who/person"]
    assert said(folder, "move", "who/person", "--top") == "Moved who/person to the top"
    assert said(folder, "move", "numbers", "who") == "Moved numbers below who"
    assert run(folder, "tags", "merge", "who", "person", "--dry-run").out == (
        "0 passages, 2 tags below go along\n"
    )
    assert said(folder, "merge", "who/numbers", "who/platform") == (
        "Merged who/numbers into who/platform: 1 passage"
    )
    assert tags_of(folder)["170,000"] == ["who/platform"]
    assert run(folder, "undo").out == "Undid: merged who/numbers into who/platform: 1 passage\n"


def test_a_merge_is_said_before_it_is_done(folder: Path) -> None:
    ran = run(folder, "tags", "merge", "numbers", "actors/platform", "--dry-run")
    assert (ran.code, ran.out) == (0, "1 passage, 1 of them has both\n")
    assert "numbers" in run(folder, "tags").out


def test_passages_are_split_off_by_id_article_or_words(folder: Path) -> None:
    assert said(folder, "split", "actors/platform", "owners", "--query", "many") == (
        "Sent 1 passage of actors/platform to owners"
    )
    assert tags_of(folder)["170,000"] == ["numbers", "owners"]
    [row] = json.loads(run(folder, "annotations", "--tag", "actors/platform", "--json").out)
    said(folder, "split", "actors/platform", "owners", row["id"][:12])
    said(folder, "split", "owners", "actors", "--article", "numbers")
    assert tags_of(folder)["Twitter"] == ["actors"]
    assert run(folder, "tags", "split", "actors", "owners").code == 2
    none = run(folder, "tags", "split", "actors", "owners", "--query", "nothing")
    assert (none.code, none.err) == (
        1,
        "reader: error: none of these passages has actors; choose others\n",
    )


def test_deleting_says_what_it_reaches_and_asks_on_a_terminal(folder: Path) -> None:
    dry = run(folder, "tags", "delete", "actors", "--dry-run")
    words = "3 passages, 1 with a note, 2 left without a tag, 2 tags below"
    assert (dry.code, dry.out) == (0, f"{words}\n")
    code, shown = on_a_terminal(folder, "tags", "delete", "actors", typed="n\n")
    assert code == 1
    assert f"reader: actors: {words}. Delete? [y/N]" in shown
    assert len(run(folder, "tags").out.splitlines()) == 3
    code, shown = on_a_terminal(folder, "tags", "delete", "actors", typed="y\n")
    assert code == 0
    assert "Deleted the tag actors with 2 tags below: 3 passages" in shown
    assert said(folder, "delete", "numbers", "--yes") == "Deleted the tag numbers: 1 passage"
    assert run(folder, "tags").out == ""
    run(folder, "undo")
    run(folder, "undo")
    assert tags_of(folder)["170,000"] == ["numbers", "actors/platform"]


def test_description_colour_and_key_are_given(folder: Path) -> None:
    assert said(folder, "describe", "numbers", "") == "Nothing to change"
    assert said(folder, "color", "numbers", "teal") == "Made numbers teal"
    assert said(folder, "pin", "actors/person", "1") == (
        "Gave actors/person the key 1; numbers has the key 3"
    )
    assert run(folder, "tags", "pin", "numbers", "10").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("rename", "numbers", "actors/person"), 1, "there is a tag “actors/person” already"),
        (("rename", "nothing", "x"), 1, "no tag is “nothing”"),
        (("rename", "numbers", "a;b"), 2, "holds a “;”"),
        (("rename", "numbers", "\x1b]0;x"), 2, "control character"),
        (("merge", "numbers", "numbers"), 2, "merged with itself"),
        (("merge", "numbers"), 2, "Missing argument"),
        (("move", "actors", "actors/person"), 2, "below itself"),
        (("move", "actors"), 2, "where to"),
        (("color", "numbers", "mauve"), 2, "choose amber"),
        (("delete", "nothing"), 1, "no tag is"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = run(folder, "tags", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1
