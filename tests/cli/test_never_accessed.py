"""An article that came in with nothing told of when it was looked at: no command invents that."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

from reader.formats import known
from tests.cli.transcripts import run


def test_one_that_nobody_knows_is_listed_and_exported_without(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(
        "quote,title,url,tags\nThe sea was calm.,Calm,https://quay.example/calm,sea\n"
    )
    assert run(tmp_path, "import", "--format", "csv", "in.csv").code == 0
    assert "Calm" in run(tmp_path, "list").out
    [row] = json.loads(run(tmp_path, "list", "--json").out)
    article = json.loads(run(tmp_path, "show", row["id"], "--json").out)
    assert article["accessed"] == ""
    (tmp_path / "out").mkdir()
    for form in known.written():
        ran = run(tmp_path, "export", "--format", form.name, "-o", f"out/{form.name}")
        assert ran.code == 0, ran.err
    [item] = json.loads((tmp_path / "out" / "csl").read_text())
    assert "accessed" not in item
    [cells] = csv.DictReader(StringIO((tmp_path / "out" / "csv").read_text()))
    assert cells["accessed"] == ""
    with closing(sqlite3.connect(tmp_path / "out" / "sqlite")) as database:
        assert database.execute("SELECT accessed FROM articles").fetchall() == [("",)]
    assert ", accessed" not in (tmp_path / "out" / "markdown").read_text()
    for name in ("jsonl", "qdpx", "w3c"):
        back = run(tmp_path, "--db", f"{name}.db", "import", "--format", name, f"out/{name}")
        assert back.code == 0
    [row] = json.loads(run(tmp_path, "--db", "jsonl.db", "list", "--json").out)
    again = run(tmp_path, "--db", "jsonl.db", "show", row["id"], "--json")
    assert json.loads(again.out)["accessed"] == ""
