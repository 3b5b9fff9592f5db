"""Start-up: what is not needed to show the first screen is not imported for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tui.given import library_of

SCRIPT = """
import asyncio, sys
from pathlib import Path
from reader.config import Settings
from reader.library import Library
from reader.tui.app import ReaderApp

async def run(library):
    app = ReaderApp(library, None, Settings("ann"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.desk.article is not None
        assert app.desk.pane.layout_rows.document.text

with Library.open(Path(sys.argv[1]), annotator="ann") as library:
    asyncio.run(run(library))
print(*sorted(name.partition(".")[0] for name in sys.modules))
"""

NOT_NEEDED = {"sqlite_utils", "markdown_it", "mdit_py_plugins", "yaml", "click"}


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
