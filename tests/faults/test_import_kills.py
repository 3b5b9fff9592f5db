"""An import killed at any moment: what is there is whole, and the same again goes on from it."""

from __future__ import annotations

import json
import random
import subprocess
import time
from pathlib import Path

import pytest

from reader.library import Library, doctor
from tests.faults.given import MANY, READER, check_replays, check_sound, reader, tally

_TEXTS, _EACH = 30, 60


def _file(folder: Path) -> Path:
    """Write a file with many texts, each with annotations and one older text."""
    lines: list[dict[str, object]] = [{"line": "library", "format": "article-reader", "version": 1}]
    for number in range(_TEXTS):
        article = f"00000000-0000-4000-8000-{number:012}"
        text = " ".join(f"Words {number}-{place}." for place in range(_EACH * 40))
        lines.append({"line": "article", "id": article, "title": f"T{number}", "text_hash": "new"})
        lines.append({"line": "text", "article": article, "text_hash": "new", "text": text})
        at = 0
        for place in range(_EACH):
            quote = f"Words {number}-{place}."
            at = text.index(quote, at)
            about = {"article": article, "text_hash": "new", "quote": quote, "tags": ["a/b"]}
            lines.append({"line": "annotation", "start": at, "end": at + len(quote)} | about)
    file = folder / "many.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


@pytest.mark.parametrize("seed", range(40 if MANY else 2))
def test_an_import_killed_anywhere_goes_on_where_it_was(tmp_path: Path, seed: int) -> None:
    file, path = _file(tmp_path), tmp_path / "annotations.db"
    command = [*READER, "--db", str(path), "import", "--format", "jsonl", str(file)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    time.sleep(random.Random(seed).uniform(0.4, 2.5))
    process.kill()
    process.communicate()
    if path.exists():
        check_sound(path)
        assert [one for one in doctor.examine(path) if one.grade == "problem"] == []
    again = reader("--db", path, "import", "--format", "jsonl", file)
    assert again.returncode == 0, again.stderr
    with Library.open(path, annotator="ann") as library:
        assert len(library.articles()) == _TEXTS
        found = library.annotations()
        assert len(found) == _TEXTS * _EACH and all(one.tags == ("a/b",) for one in found)
    check_sound(path)
    check_replays(path, tmp_path / "copy.db")
    tally("import killed", rounds=1, lost=0)
