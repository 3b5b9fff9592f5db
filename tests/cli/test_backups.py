"""`backup` and `restore` as scripts and people meet them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from reader.store import migrating
from tests.cli.transcripts import PROGRAM, environment, run
from tests.library.given import article_file

SAVED = Path(__file__).parents[1] / "store" / "saved"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a library of one article and one annotation."""
    article_file(tmp_path)
    assert run(tmp_path, "add", "numbers.md").code == 0
    mark(tmp_path, "170,000")
    return tmp_path


def mark(folder: Path, quote: str) -> None:
    assert run(folder, "annotate", "numbers", "--quote", quote, "--tag", "t").code == 0


def quotes(folder: Path) -> list[str]:
    found = json.loads(run(folder, "annotations", "--json").out)
    return sorted(row["quote"] for row in found)


def test_a_backup_is_made_listed_and_restored(folder: Path) -> None:
    made = run(folder, "backup")
    assert (made.code, made.err) == (0, "")
    path = Path(made.out.removesuffix("\n"))
    assert path.parent == folder / "annotations-backups"
    assert path.is_file()
    [row] = json.loads(run(folder, "backup", "--list", "--json").out)
    assert (row["path"], row["name"], row["problem"]) == (str(path), path.name, "")
    assert (row["articles"], row["annotations"], row["reason"]) == (1, 1, "")
    mark(folder, "elsewhere")
    restored = run(folder, "restore", "--yes")
    assert (restored.code, restored.out) == (0, "")
    assert restored.err.endswith(f"reader: restored annotations.db from {path}\n")
    assert quotes(folder) == ["170,000"]
    back = next(word for word in restored.err.split() if "before-restore" in word)
    assert run(folder, "restore", back, "--yes").code == 0
    assert quotes(folder) == ["170,000", "elsewhere"]
    assert run(folder, "restore", path.stem, "--yes").code == 0
    assert quotes(folder) == ["170,000"]


def test_a_file_that_is_named_is_made_new_or_not_at_all(folder: Path) -> None:
    made = run(folder, "backup", "-o", "copy.db")
    assert (made.code, made.out) == (0, "copy.db\n")
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600
    for taken in ("copy.db", "numbers.md", "annotations.db", "."):
        before = (folder / "numbers.md").read_bytes(), (folder / "copy.db").read_bytes()
        ran = run(folder, "backup", "-o", taken)
        assert (ran.code, ran.out) == (1, "")
        assert "is there already" in ran.err
        assert before == ((folder / "numbers.md").read_bytes(), (folder / "copy.db").read_bytes())
    assert run(folder, "backup", "-o", "no/copy.db").code == 1
    assert run(folder, "backup", "-o", "").code == 2
    assert not (folder / "annotations-backups").exists()
    (folder / "annotations.db").unlink()
    assert run(folder, "restore", "copy.db", "--yes").code == 0
    assert quotes(folder) == ["170,000"]


def test_what_cannot_be_restored_is_told_in_one_line(folder: Path) -> None:
    for arguments in ([], ["2026"], ["numbers.md"], ["annotations.db"]):
        ran = run(folder, "restore", "--yes", *arguments)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.count("\n") == 1
        assert "Traceback" not in ran.err
    assert quotes(folder) == ["170,000"]
    missing = run(folder, "--db", "none.db", "backup")
    assert missing.code == 1
    assert not (folder / "none-backups").exists()
    assert run(folder, "backup", "--json").code == 2
    assert run(folder, "backup", "--list", "-o", "x").code == 2


def test_the_newest_sound_one_is_taken_and_worse_ones_are_named(folder: Path) -> None:
    good = Path(run(folder, "backup").out.strip())
    bad = good.with_name("29991231T235959Z.db")
    data = bytearray(good.read_bytes())
    data[5000:9000] = bytes(4000)
    bad.write_bytes(data)
    cut = good.with_name("29991231T235958Z.db")
    cut.write_bytes(good.read_bytes()[:-4096])
    listed = json.loads(run(folder, "backup", "--list", "--json").out)
    assert cut.name not in {row["name"] for row in listed}
    (folder / "annotations.db").write_bytes(b"damaged")
    ran = run(folder, "restore", "--yes")
    assert ran.code == 0
    assert bad.name in ran.err.splitlines()[0]
    assert f"from {good}" in ran.err
    assert quotes(folder) == ["170,000"]
    [aside] = folder.glob("annotations.db.replaced-*")
    assert aside.read_bytes() == b"damaged"
    assert str(aside) in ran.err


def asked(folder: Path, answer: bytes, *arguments: str) -> tuple[int, str]:
    """Run the program on a terminal where somebody answers; its exit code and what it said."""
    outside, inside = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(folder),
        stdin=inside,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        os.write(outside, answer)
        _, said = running.communicate()
    os.close(inside)
    os.close(outside)
    return running.returncode, said.decode()


def test_a_person_is_asked_first(folder: Path) -> None:
    run(folder, "backup")
    mark(folder, "elsewhere")
    code, said = asked(folder, b"\n", "restore")
    assert code == 1
    assert "articles: 1, annotations: 1" in said
    assert quotes(folder) == ["170,000", "elsewhere"]
    code, said = asked(folder, b"y\n", "restore")
    assert code == 0, said
    assert quotes(folder) == ["170,000"]
    assert run(folder, "restore").code == 2


def test_a_foreign_database_is_not_asked_about(folder: Path) -> None:
    import sqlite3

    run(folder, "backup", "-o", "copy.db")
    foreign = folder / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    before = foreign.read_bytes()
    ran = run(folder, "--db", "foreign.db", "restore", "copy.db")
    assert ran.code == 1
    assert "another program" in ran.err
    assert run(folder, "--db", "foreign.db", "backup").code == 1
    assert foreign.read_bytes() == before


def test_migrating_a_large_database_is_told_when_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    shutil.copyfile(SAVED / "schema-1.db", path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE padding (bytes BLOB)")
        connection.execute("INSERT INTO padding VALUES (zeroblob(?))", (migrating.LARGE,))
        connection.execute("DROP TABLE padding")
    ran = run(tmp_path, "tags")
    first, second = ran.err.removesuffix("\n").split("\n")
    assert first == "reader: bringing annotations.db to schema 4; a backup is made first"
    assert second.startswith("reader: annotations.db was brought to schema 4; as it was,")
    assert ran.code == 0
