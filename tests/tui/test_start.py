"""Start-up: what is not needed to show the first screen is not imported for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.given import library_of, reading

SCRIPT = """
import asyncio, sys
from pathlib import Path
from reader.config import Settings
from reader.library import Library
from reader.tui.app import ReaderApp
from reader.tui.desk import Desk

# What comes after the first screen comes by the clock, however slow the machine is.
Desk._settle = Desk._look_for_changes = lambda desk: None

async def run(library):
    app = ReaderApp(library, None, Settings("ann"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.desk.article is not None
        assert app.desk.pane.layout_rows.document.text

with Library.open(Path(sys.argv[1]), annotator="ann") as library:
    asyncio.run(run(library))
print(*sorted(sys.modules))
"""

NOT_NEEDED = {
    *("sqlite_utils", "markdown_it", "mdit_py_plugins", "yaml", "click", "hashlib"),
    *("reader.query", "reader.formats", "reader.annotation.reanchoring", "reader.ingest.taking"),
    *("reader.ingest.walking", "reader.library.adding", "reader.library.going"),
    *("reader.library.reports", "reader.library.storing", "reader.store.indexing"),
    *("reader.store.migrations", "reader.store.searching", "reader.store.transaction"),
    *("reader.library.author", "reader.ingest.settled", "reader.text.addresses"),
    *("reader.text.markdown", "reader.tui.noting"),
}


def modules(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_first_screen_needs_no_parser_and_no_schema(tmp_path: Path) -> None:
    library_of(tmp_path).close()
    found = modules(SCRIPT, str(tmp_path / "annotations.db"))
    assert "textual" in found
    assert found & NOT_NEEDED == set()


def test_a_text_without_joined_characters_needs_no_table_of_graphemes(tmp_path: Path) -> None:
    library_of(tmp_path, ["# Plain\n\nSimple words only. And more.\n"]).close()
    assert "regex" not in modules(SCRIPT, str(tmp_path / "annotations.db"))


def test_only_the_app_imports_textual() -> None:
    found = modules(
        "import sys; import reader.cli, reader.cli.root, reader.library, reader.commands;"
        " print(*[name.partition('.')[0] for name in sys.modules])"
    )
    assert "click" in found
    assert "textual" not in found


LONG = "# Alpha\n\nThe first sentence. A second one.\n\n" + "More words follow here.\n\n" * 4000


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold what comes after the first screen, the taking in, until `_settle` is called."""
    monkeypatch.setattr("reader.tui.desk._AFTER_FIRST_SCREEN", 3600.0)


@pytest.mark.usefixtures("held")
async def test_the_beginning_of_a_new_file_is_shown_while_it_is_taken_in(tmp_path: Path) -> None:
    library = library_of(tmp_path, [])
    file = tmp_path / "long.md"
    file.write_text(LONG)
    async with reading(library, "", corpus=file) as hands:
        assert "The first sentence." in hands.text
        assert hands.desk.beginning is not None
        await hands.pilot.press("j", "enter")
        assert hands.said == "Still being taken in; it can be marked and copied in a moment"
        await hands.pilot.press("j")
        where = hands.pane.sentence
        hands.desk._settle()
        await hands.until(lambda: hands.desk.article is not None)
        assert hands.desk.beginning is None
        assert len(hands.pane.document.text) > 80_000
        assert hands.pane.sentence == where
        await hands.press("enter")
        assert [mark.quote for mark in hands.stored()] == ["A second one."]
    library.close()


@pytest.mark.usefixtures("held")
async def test_a_new_file_that_is_no_text_leaves_nothing_shown(tmp_path: Path) -> None:
    library = library_of(tmp_path, [])
    file = tmp_path / "late.md"
    file.write_bytes(b"Good beginning. \n\n" * 4000 + "déjà vu, à côté".encode() + b"\xff")
    async with reading(library, "", corpus=file) as hands:
        assert "Good beginning." in hands.text
        hands.desk._settle()
        await hands.until(lambda: "UTF-8 with damage" in hands.said)
        assert hands.desk.beginning is None
        assert "No articles yet." in hands.text
    library.close()


@pytest.mark.usefixtures("held")
async def test_what_else_happens_leaves_the_beginning_on_the_screen(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    file = tmp_path / "long.md"
    file.write_text(LONG)
    async with reading(library, "", corpus=file) as hands:
        assert "The first sentence." in hands.text
        hands.desk.refresh_library()
        assert hands.desk.beginning is not None
        assert "The first sentence." in hands.text
        hands.desk._settle()
        await hands.until(lambda: hands.desk.article is not None)
        assert hands.desk.article is not None
        assert hands.desk.article.path == str(file)
    library.close()
