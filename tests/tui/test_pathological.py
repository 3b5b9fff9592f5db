"""Pathological texts in the app: each key answers, and sets no more of them than it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.text import layout
from reader.text.block_rows import BlockRows, block_rows
from reader.text.document import Document
from tests.tui.given import library_of, reading

LENGTH = 200_000
TEXTS = {
    "deep quotes": "\n".join("> " * (line % 300 + 1) + "word. Again." for line in range(600)),
    "emphasis": "*a_ " * (LENGTH // 4),
    "letters": "x" * LENGTH,
    "Chinese": "漢" * LENGTH,
    "accents": "e\u0301" * (LENGTH // 2),
    "families": "👨‍👩‍👧" * (LENGTH // 5),
    "flags": "🇩🇪" * (LENGTH // 2),
    "headings": "# word\n\n" * 20_000,
    "rows": "| a | b |\n|---|---|\n" + "| one word | two |\n" * 5_000,
    "cell": "| a | b |\n|---|---|\n| " + "word. " * 8_000 + "| x |\n",
    "columns": f"|{'a|' * 10_000}\n|{'-|' * 10_000}\n|{'b|' * 10_000}\n",
    "links": "[word](http://a.example/c) " * 20_000,
    "brackets": "[" * 100_000,
    "right to left": "שלום\tabc مرحبا. " * (LENGTH // 16),
}
KEYS = "j j k space G k h g l v w b e ) escape f escape O escape ; J K".split()
MOST = 60
"""Blocks that a key may set: a screen of them twice, and what stands around it."""


@pytest.mark.parametrize("name", TEXTS)
async def test_each_key_answers_and_sets_no_more_than_is_near(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []

    def counted(document: Document, number: int, width: int, caption: str = "") -> BlockRows:
        numbers.append(number)
        return block_rows(document, number, width, caption)

    monkeypatch.setattr(layout, "block_rows", counted)
    library = library_of(tmp_path, [TEXTS[name]])
    async with reading(library, "", size=(80, 24)) as hands:
        hands.desk.open(library.articles()[0].article.id)
        await hands.settled()
        for key in KEYS:
            numbers.clear()
            await hands.press(key)
            assert len(numbers) <= MOST, key
            assert hands.app.is_running
        await hands.press("q", "q")
        assert not hands.app.is_running
    library.close()
