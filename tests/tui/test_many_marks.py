"""Very many annotations: a key costs what it costs with none, counted and not timed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model import TAG_COLORS, Annotation
from reader.library import Library
from reader.text.cells import width_of
from reader.text.layout import Layout
from reader.tui.drawn import Piece
from reader.tui.margin import arrange
from reader.tui.widgets import pane_margin
from tests.tui.given import Hands, library_of, reading

COLORS = {f"tag {name}": name for name in TAG_COLORS}
PARAGRAPHS = [
    "".join(f"Sentence {part}.{number} says some words and stops. " for number in range(12))
    for part in range(60)
]


class CountedLayout(Layout):
    """A layout that counts how often it is asked where an offset stands."""

    asked = 0

    def row_at(self, offset: int) -> int:
        self.asked += 1
        return super().row_at(offset)


@pytest.fixture(autouse=True)
def unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window writes meanwhile: what the pane was given by hand stays."""
    monkeypatch.setattr(Library, "changed", lambda _: False)


@pytest.fixture
def long(tmp_path: Path) -> Library:
    return library_of(tmp_path, ["# Gamma long\n\n" + "\n\n".join(PARAGRAPHS)])


def scattered(count: int, start: int, end: int, longest: int) -> list[Annotation]:
    """Annotations of all lengths, some with tags, some with notes, some bare."""
    chance = random.Random(count)
    found = []
    for number in range(count):
        first = chance.randrange(start, end - 1)
        last = min(first + chance.randint(1, longest), end)
        tags = tuple(chance.sample(sorted(COLORS), chance.choice([0, 1, 2])))
        note = "A note of several words, long enough to be wrapped." * (number % 3 == 0)
        found.append(Annotation(f"{number:05}", "a", "h", first, last, "", tags=tags, note=note))
    return found


async def asked_by(hands: Hands, keys: str) -> list[int]:
    """How often a place is looked up for each of these keys."""
    pane = hands.pane
    pane.layout_rows.__class__ = CountedLayout
    counts = []
    for key in keys:
        before = getattr(pane.layout_rows, "asked", 0)
        await hands.press(key)
        counts.append(getattr(pane.layout_rows, "asked", 0) - before)
    return counts


@pytest.mark.parametrize("size", [(144, 40), (80, 24)])
@pytest.mark.parametrize("spread", [(10_000, 1, 600), (2_000, 60, 80)])
async def test_no_key_looks_up_the_places_of_annotations(
    long: Library, size: tuple[int, int], spread: tuple[int, int, int]
) -> None:
    count, share, longest = spread
    async with reading(long, "Gamma", size=size) as hands:
        keys = "jjlkJ bvw"
        without = await asked_by(hands, keys)
        await hands.press("escape", "g")
        length = len(hands.pane.document.text)
        hands.pane.mark(scattered(count, 0, length // share, longest), colors=COLORS)
        with_many = await asked_by(hands, keys)
        assert sum(without) > 0
        # One more, for the row that the current annotation begins on.
        assert all(many <= none + 2 for none, many in zip(without, with_many, strict=True))


async def test_a_word_on_within_the_current_annotation_leaves_the_margin_as_it_is(
    long: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(long, "Gamma", size=(144, 40)) as hands:
        everything = Annotation("0", "a", "h", 0, 900, "", tags=("tag amber",))
        hands.pane.mark([everything, *scattered(2_000, 1, 900, 80)], colors=COLORS)
        await hands.press("j")
        arranged: list[object] = []

        def noted(*given: Any) -> dict[int, Sequence[Piece]]:
            arranged.append(given)
            return arrange(*given)

        monkeypatch.setattr(pane_margin, "arrange", noted)
        await hands.press("l", "l", "l", "h", "v", "w", "escape")
        assert not arranged
        await hands.press("space")
        assert arranged


@pytest.mark.parametrize("columns", [144, 120, 112])
@pytest.mark.parametrize("count", [0, 1, 5, 40, 2_000])
async def test_in_the_margin_all_in_view_are_shown_or_counted_and_none_covers_the_text(
    long: Library, columns: int, count: int
) -> None:
    async with reading(long, "Gamma", size=(columns, 40)) as hands:
        pane = hands.pane
        bare = [line.rstrip() for line in pane_text(hands, columns)]
        length = len(pane.document.text)
        pane.mark(scattered(count, 0, length, 400), colors=COLORS)
        await hands.settled()
        edge = pane._columns.margin
        rows = pane_text(hands, columns)
        assert [row[6:edge].rstrip() for row in rows] == [row[6:edge].rstrip() for row in bare]
        last = pane.layout_rows[pane.top + pane.height - 1]
        telling = [mark for mark in pane.marks if mark.tags or mark.note]
        in_view = [mark for mark in telling if mark.start < last.end]
        beside = [row[edge:].strip() for row in rows]
        assert all(row.endswith(" ") for row in rows)
        counted = sum(int(text.split()[0][1:]) for text in beside if text.endswith(" more"))
        if in_view:
            assert counted < len(in_view)
            assert any(beside)
        else:
            assert not any(beside)
        if count <= 1:
            assert not counted
        if count == 2_000:
            assert counted


def pane_text(hands: Hands, columns: int) -> list[str]:
    """The lines of the pane as text; all characters of these tests are one cell wide."""
    pane = hands.pane
    lines = ["".join(part.text for part in pane.strip(y)) for y in range(pane.height)]
    assert all(width_of(line) == pane.size.width for line in lines)
    return lines


async def test_lines_can_be_drawn_until_there_are_others(long: Library) -> None:
    async with reading(long, "Gamma", size=(144, 40)) as hands:
        pane = hands.pane
        pane.mark(scattered(40, 0, 900, 80), colors=COLORS)
        shown = pane_text(hands, 144)
        # A pane that is hidden works out no new lines, and is drawn once more before it does.
        pane._lines.forget()
        assert pane_text(hands, 144) == shown


@pytest.mark.parametrize("columns", [111, 100, 80, 60, 40])
async def test_where_there_is_no_margin_a_huge_note_opens_below_its_passage(
    long: Library, columns: int
) -> None:
    async with reading(long, "Gamma", size=(columns, 30)) as hands:
        pane = hands.pane
        start = pane.document.text.index("Sentence 0.2")
        note = "漢字 and words " * 8_000
        tags = ("a tag with a very long name that goes on " * 3,)
        pane.mark([Annotation("0", "a", "h", start, start + 20, "", tags=tags, note=note)])
        pane.go(start)
        await hands.settled()
        shown = [y for y, line in enumerate(pane._shown) if line.row is None]
        assert 3 <= len(shown) <= pane.height // 2
        assert shown == list(range(shown[0], shown[0] + len(shown)))
        text = "".join(part.text for part in pane.strip(shown[-1]))
        assert text.rstrip().endswith("…")
        end = pane.layout_rows.row_at(start + 19)
        assert pane._shown[shown[0] - 1].row == end
