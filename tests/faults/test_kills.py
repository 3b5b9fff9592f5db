"""Programs killed at any moment: what was said to be saved is there, and nothing is by halves."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from reader.library import Library, doctor
from tests.faults.given import (
    MANY,
    READER,
    Said,
    check_kept,
    check_replays,
    check_sound,
    database,
    names,
    reader,
    tally,
    writing,
)
from tests.terminals import terminal

needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


@pytest.mark.parametrize("seed", range(200 if MANY else 3))
def test_a_program_killed_while_it_writes_loses_nothing_it_called_saved(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    path = database(tmp_path)
    process = writing(path, "ann", 300)
    assert process.stdout is not None
    heard = [process.stdout.readline() for _ in range(chance.randrange(1, 60))]
    time.sleep(chance.random() * 0.004)
    process.kill()
    # Not by `communicate`: it would pass over what has been read ahead.
    rest = process.stdout.read()
    assert process.wait() == -signal.SIGKILL
    said = Said().hear("".join(heard) + rest)
    check_sound(path)
    check_kept(path, said)
    check_replays(path, tmp_path / "copy.db")
    tally("killed while writing", rounds=1, said_to_be_saved=said.count, lost=0)


@needs_strace
@pytest.mark.parametrize(
    ("call", "suffix"), [("pwrite64", "-wal"), ("pwrite64", ""), ("fdatasync", ""), ("unlink", "")]
)
def test_an_annotate_killed_at_any_write_is_whole_or_not_there(
    tmp_path: Path, call: str, suffix: str
) -> None:
    made = database(tmp_path / "made")
    moments = range(1, 400) if MANY else (1, 4)
    for moment in moments:
        folder = tmp_path / f"{moment}"
        shutil.copytree(made.parent, folder)
        path = folder / "annotations.db"
        arguments = ("annotate", "Faults", "--quote", "Sentence 7 says little.", "--tag", "a/b")
        done = subprocess.run(
            [
                *("strace", "-f", "-o", "/dev/null", "-P", f"{path}{suffix}"),
                *("-e", f"inject={call}:signal=KILL:when={moment}"),
                *(*READER, "--db", str(path), *arguments, "--note", "a note"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        check_sound(path)
        with Library.open(path, annotator="ann") as library:
            marks = [(mark.id, mark.tags, mark.note) for mark in library.annotations()]
        if done.stdout.endswith("\n"):
            assert marks == [(done.stdout.strip(), ("a/b",), "a note")]
        else:
            assert [mark[1:] for mark in marks] in ([], [(("a/b",), "a note")])
        tally(f"annotate killed at each {call} of its {suffix or 'database'}", rounds=1, lost=0)
        if done.returncode == 0:
            break
        assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


@pytest.mark.parametrize("seed", range(60 if MANY else 1))
def test_an_add_killed_anywhere_goes_on_where_it_was(tmp_path: Path, seed: int) -> None:
    corpus, path = tmp_path / "corpus", tmp_path / "annotations.db"
    corpus.mkdir()
    for number in range(60):
        (corpus / f"{number}.md").write_text(f"# Article {number}\n\n" + "Words. " * 20_000)
    process = subprocess.Popen(
        [*READER, "--db", str(path), "add", str(corpus)],
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(random.Random(seed).uniform(0.3, 2.0))
    process.kill()
    process.communicate()
    if path.exists():
        check_sound(path)
        assert [one for one in doctor.examine(path) if one.grade == "problem"] == []
    again = reader("--db", path, "add", corpus)
    assert again.returncode == 0, again.stderr
    with Library.open(path, annotator="ann") as library:
        rows = library.articles()
        assert len(rows) == len({row.article.path for row in rows}) == 60
        for row in rows:
            assert len(library.document(row.article).text) == row.article.length
    check_sound(path)
    check_replays(path, tmp_path / "copy.db")
    tally("add killed", rounds=1, lost=0)


@pytest.mark.parametrize("seed", range(40 if MANY else 1))
def test_what_the_screen_called_saved_survives_a_kill(tmp_path: Path, seed: int) -> None:
    path = database(tmp_path)
    chance = random.Random(seed)
    with terminal("--db", str(path), str(tmp_path / "faults.md")) as opened:
        opened.wait_for("Sentence 1 says")
        made = chance.randrange(1, 4)
        for number in range(made):
            opened.output = b""
            opened.press("ja" if number % 2 else "jt")
            opened.wait_for("note on" if number % 2 else "tag ")
            opened.press(f"word{number}" + ("\x13" if number % 2 else "\r"))
            opened.wait_for("Noted" if number % 2 else "Tagged word")
        opened.press("j\r" * chance.randrange(3))
        time.sleep(chance.random() * 0.01)
        opened.process.kill()
        opened.process.wait()
    check_sound(path)
    with Library.open(path, annotator="ann") as library:
        marks = [mark for mark in library.annotations() if mark.tags or mark.note]
        found = {*(tag for mark in marks for tag in mark.tags), *(mark.note for mark in marks)}
        assert {f"word{number}" for number in range(made)} <= found
    check_replays(path, tmp_path / "copy.db")
    tally("app killed", rounds=1, said_to_be_saved=made, lost=0)


@needs_strace
@pytest.mark.parametrize("moment", range(1, 60) if MANY else (3, 12))
def test_a_creation_killed_at_any_write_leaves_none_or_a_whole_database(
    tmp_path: Path, moment: int
) -> None:
    article, path = tmp_path / "new.md", tmp_path / "annotations.db"
    article.write_text("# New\n\nA sentence stands here.\n")
    killed = subprocess.run(
        [
            *("strace", "-f", "-o", "/dev/null"),
            *("-e", f"inject=pwrite64:signal=KILL:when={moment}"),
            *(*READER, "--db", str(path), "add", str(article)),
        ],
        capture_output=True,
        check=False,
    )
    if path.exists():
        check_sound(path)
    done = reader("--db", path, "add", article)
    assert done.returncode == 0, done.stderr
    check_sound(path)
    tally("creation killed", rounds=1, ended_before=int(killed.returncode == 0))


def test_a_log_left_behind_by_a_database_that_is_gone_is_not_taken_for_the_new_ones(
    tmp_path: Path,
) -> None:
    path = database(tmp_path)
    process = writing(path, "ann", 50)
    assert process.stdout is not None
    for _ in range(20):
        process.stdout.readline()
    process.kill()
    process.communicate()
    assert "annotations.db-wal" in names(tmp_path)
    path.unlink()
    refused = reader("--db", path, "add", tmp_path / "faults.md")
    assert refused.returncode == 1
    assert "annotations.db-wal is left of a database that is gone" in refused.stderr
    assert "annotations.db" not in names(tmp_path)
    (tmp_path / "annotations.db-wal").rename(tmp_path / "old-wal")
    made = reader("--db", path, "add", tmp_path / "faults.md")
    assert made.returncode == 0, made.stderr
    check_sound(path)
    with Library.open(path, annotator="ann") as library:
        assert library.annotations() == []


@pytest.mark.parametrize("seed", range(30 if MANY else 2))
def test_a_rebuild_of_the_index_killed_anywhere_leaves_the_old_index_or_the_new(
    tmp_path: Path, seed: int
) -> None:
    path = database(tmp_path)
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(f"# Article {number}\n\n" + "Words. " * 9_000)
    assert reader("--db", path, "add", tmp_path).returncode == 0
    process = subprocess.Popen([*READER, "--db", str(path), "doctor", "--rebuild-index"])
    time.sleep(random.Random(seed).uniform(0.2, 1.5))
    process.kill()
    process.wait()
    check_sound(path)
    assert [one for one in doctor.examine(path) if one.kind == "index"] == []
    tally("rebuild killed", rounds=1, lost=0)
