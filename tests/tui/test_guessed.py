"""An article whose encoding was guessed says so where it is read."""

from __future__ import annotations

from pathlib import Path

from tests.tui.given import library_of, reading


async def test_a_guessed_encoding_stands_above_the_text(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    file = tmp_path / "old.txt"
    file.write_bytes("Der Weg über den Fluß\n\nEr ist schön, und er führt weit.\n".encode("cp1252"))
    library.add([file])
    async with reading(library, "Der Weg", size=(140, 40)) as hands:
        assert "windows-1252, guessed" in hands.text
    library.close()
