"""How far files are taken in is shown to a person at a terminal, who may stop it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.transcripts import run
from tests.library.given import article_file, library
from tests.terminals import MAIN, terminal

_AT_ONCE = f"from reader.library import pace; pace.PATIENCE = 0\n{MAIN}"


def corpus_of(folder: Path, count: int) -> Path:
    for number in range(count):
        article_file(folder / "corpus", f"{number}.md", f"# Number {number}\n\n{number} words.\n")
    return folder / "corpus"


def test_how_far_it_is_stands_in_one_line_that_is_gone_at_the_end(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, 300)
    database = str(tmp_path / "a.db")
    with terminal("--db", database, "add", str(corpus), program=_AT_ONCE) as opened:
        assert opened.end() == 0
        lines = opened.output.decode().split("\r\n")
        [shown] = [line for line in lines if "taking in" in line]
        assert " of 300" in shown
        assert shown.endswith("\r\x1b[Kreader: 300 added")


def test_nothing_but_the_report_is_told_where_no_one_looks_on(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, 50)
    ran = run(tmp_path, "--db", "a.db", "add", str(corpus))
    assert ran.err.endswith("reader: 50 added\n")
    assert "\x1b" not in ran.err
    assert "taking in" not in ran.err


def test_ctrl_c_keeps_what_is_in_and_says_so(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, 4000)
    database = str(tmp_path / "annotations.db")
    with terminal("--db", database, "add", str(corpus), program=_AT_ONCE) as opened:
        opened.wait_for(" of 4,000")
        opened.press("\x03")
        assert opened.end() == 130
        said = opened.output.decode()
        assert "stopped: what was taken in so far is kept; adding again goes on" in said
        assert "not taken in" not in said
    with library(tmp_path) as kept:
        assert len(kept.articles()) < 4000


def test_what_is_gone_is_reported(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, 3)
    run(tmp_path, "--db", "a.db", "add", str(corpus))
    (corpus / "1.md").unlink()
    ran = run(tmp_path, "--db", "a.db", "add", "--json", str(corpus))
    assert ran.err == "reader: 1 gone, 2 unchanged\n"
    assert [one["title"] for one in json.loads(ran.out)["gone"]] == ["Number 1"]
