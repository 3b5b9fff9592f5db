"""The margin, as tables of what stands where, and as laws that hold for any annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import Annotation
from reader.text.cells import width_of
from reader.tui.drawn import Piece
from reader.tui.margin import Current, Lines, arrange, chip_lines, cut_short
from reader.tui.notes import note_lines
from reader.tui.palette import Palette
from reader.tui.shades import DARK

PALETTE = Palette(DARK)
WIDTH = 24


def cutting(lines_of: Callable[[Annotation], Lines]) -> Callable[[Annotation, int], Lines]:
    """Give what `arrange` asks for, from what gives all lines of an annotation."""
    return lambda one, room: cut_short(lines_of(one), room, WIDTH, PALETTE)


def mark(name: str, note: str = "", tags: Sequence[str] = ()) -> Annotation:
    return Annotation(name, "a", "h", 0, 1, "x", tags=tuple(tags), note=note)


def text_of(pieces: Sequence[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def said(name: str, count: int) -> Lines:
    """The lines of an annotation: its name with their numbers."""
    return [[(f"{name}{number}", PALETTE.text)] for number in range(count)]


def drawn(rows: dict[int, str], height: int, current: str = "") -> list[str]:
    """Arrange annotations given as `name size` by row; the current one as `row name size`."""
    sizes: dict[str, int] = {}

    def made(words: str) -> Annotation:
        name, size = words.split()
        sizes[name] = int(size)
        return mark(name)

    standing = [[made(one) for one in rows.get(y, "").split(", ") if one] for y in range(height)]
    here = None
    if current:
        row, words = current.split(" ", 1)
        here = Current(int(row), made(words))
    lines = arrange(standing, here, cutting(lambda one: said(one.id, sizes[one.id])), PALETTE)
    return [text_of(lines.get(y, ())).strip() for y in range(height)]


@pytest.mark.parametrize(
    ("rows", "height", "current", "shown"),
    [
        ({}, 3, "", ["", "", ""]),
        # Level with its passage.
        ({1: "a 2"}, 4, "", ["", "a0", "a1", ""]),
        # Cut short where the next one begins, but not below a few lines.
        ({0: "a 9", 6: "b 1"}, 8, "", ["a0", "a1", "a2", "a3", "a4", "a5 …", "b0", ""]),
        ({0: "a 9", 1: "b 1"}, 8, "", ["a0", "a1", "a2", "a3 …", "b0", "", "", ""]),
        # Many in one row: two lines each, and what would be too far away is counted.
        ({0: "a 3, b 3, c 1"}, 6, "", ["a0", "a1 …", "b0", "b1", "b2", "c0"]),
        (
            {0: "a 2, b 2, c 2, d 2, e 2, f 2, g 2"},
            16,
            "",
            ["a0", "a1", "b0", "b1", "c0", "c1", "d0", "d1", "e0", "e1", "+2 more", *[""] * 5],
        ),
        # Each stretch has its own count.
        (
            {0: "a 6, b 6, c 1", 1: "d 5, e 5, f 5", 14: "g 1"},
            16,
            "",
            [
                *("a0", "a1 …", "b0", "b1", "b2", "b3 …", "c0", "d0", "d1 …"),
                *("e0", "e1", "e2", "e3 …", "+1 more", "g0", ""),
            ],
        ),
        # The last line is left to a count where something is left to count.
        ({0: "a 9", 2: "b 3"}, 3, "", ["a0", "a1 …", "b0 …"]),
        ({2: "a 1, b 1"}, 3, "", ["", "", "+2 more"]),
        ({1: "a 3", 2: "b 1"}, 3, "", ["", "a0 …", "b0"]),
        # The current one is whole and at its passage; the others give way.
        ({0: "a 9"}, 6, "3 c 2", ["a0", "a1", "a2 …", "c0", "c1", ""]),
        ({1: "a 1"}, 6, "1 c 3", ["", "c0", "c1", "c2", "a0", ""]),
        ({}, 4, "3 c 3", ["", "c0", "c1", "c2"]),
        ({3: "a 1"}, 4, "3 c 2", ["", "c0", "c1", "a0"]),
        ({0: "a 1, b 1"}, 4, "0 c 9", ["c0", "c1", "c2 …", "+2 more"]),
        ({}, 3, "1 c 9", ["c0", "c1", "c2 …"]),
    ],
)
def test_where_annotations_stand(
    rows: dict[int, str], height: int, current: str, shown: list[str]
) -> None:
    assert drawn(rows, height, current) == shown


@st.composite
def screens(draw: st.DrawFn) -> tuple[list[list[Annotation]], Current | None, dict[str, int]]:
    """Annotations by row, perhaps a current one, and the lines that each would take."""
    height = draw(st.integers(1, 20))
    standing: list[list[Annotation]] = [[] for _ in range(height)]
    rows = draw(st.lists(st.integers(0, height - 1), max_size=30))
    for number, row in enumerate(rows):
        standing[row].append(mark(str(number)))
    current = Current(draw(st.integers(0, height - 1)), mark("current"))
    sizes = {str(number): draw(st.integers(1, 6)) for number in range(len(rows))}
    sizes["current"] = draw(st.integers(1, 25))
    return standing, draw(st.sampled_from([None, current])), sizes


@given(screens())
def test_each_is_shown_at_its_passage_or_below_or_is_counted(
    screen: tuple[list[list[Annotation]], Current | None, dict[str, int]],
) -> None:
    standing, current, sizes = screen
    height, total = len(standing), sum(map(len, standing))
    lines = arrange(
        standing, current, cutting(lambda one: said(f"{one.id}.", sizes[one.id])), PALETTE
    )
    texts = {y: text_of(pieces).strip() for y, pieces in lines.items()}
    assert all(0 <= y < height for y in texts)
    begun = {text[: text.index(".")]: y for y, text in texts.items() if ".0" in text}
    counted = sum(int(text.split()[0]) for text in texts.values() if text.endswith("more"))
    for row, here in enumerate(standing):
        assert all(begun.get(one.id, row) >= row for one in here)
    assert len(begun.keys() - {"current"}) + counted == total
    for name, first in begun.items():
        # Its lines stand together, the last with an ellipsis where it is cut short.
        length = next(n for n in range(1, 30) if f"{name}.{n}" not in texts.get(first + n, ""))
        assert (length < sizes[name]) == texts[first + length - 1].endswith("…")
    if current is not None and (height > 1 or not total):
        length = min(sizes["current"], height - bool(total))
        assert begun["current"] == min(current.row, height - bool(total) - length)
        last = texts[begun["current"] + length - 1]
        assert last.endswith("…") == (sizes["current"] > length)


@given(
    st.lists(st.text("ab 漢é👩\u0301\n", min_size=1, max_size=40).filter(str.strip), max_size=4),
    st.text("ab 漢é👩\u0301\n", max_size=200),
    st.integers(10, 36),
    st.integers(1, 9),
)
def test_no_line_is_wider_than_the_margin(
    tags: list[str], note: str, width: int, room: int
) -> None:
    chips = chip_lines(mark("m", note, tags), width, {}, PALETTE)
    notes = note_lines(note, width, PALETTE, bright=False, most=9)
    for lines in (chips, notes, cut_short([*chips, *notes], room, width, PALETTE)):
        assert all(width_of(text_of(line)) <= width for line in lines)


def test_no_more_are_looked_at_than_find_a_place() -> None:
    asked: list[str] = []

    def lines_of(one: Annotation) -> Lines:
        asked.append(one.id)
        return said(one.id, 3)

    standing = [[mark(f"{y} {number}") for number in range(2_000)] for y in range(40)]
    lines = arrange(standing, None, cutting(lines_of), PALETTE)
    assert len(asked) <= 40
    count = sum(int(text_of(line).split()[0]) for line in lines.values() if "more" in text_of(line))
    assert count == 80_000 - len(asked)


def test_of_a_huge_note_only_what_is_shown_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.tui import notes

    asked: list[int] = []

    def counted(text: str) -> str:
        asked.append(len(text))
        return text

    monkeypatch.setattr(notes, "normalise", counted)
    lines = note_lines("word " * 20_000, 30, PALETTE, bright=True, most=10)
    assert len(lines) == 10
    assert max(asked) < 2_000


@pytest.mark.parametrize(
    ("tags", "width", "shown"),
    [
        ([], 20, []),
        (["one", "two"], 20, [" one   two "]),
        (["one", "two"], 9, [" one ", " two "]),
        (["a very long tag that is cut"], 12, [" a very lo… "]),
        (["漢字かな"], 8, [" 漢字… "]),
    ],
)
def test_chips_are_as_many_a_line_as_fit(tags: list[str], width: int, shown: list[str]) -> None:
    assert [text_of(line) for line in chip_lines(mark("m", "", tags), width, {}, PALETTE)] == shown


@pytest.mark.parametrize("note", ["", "  \n ", "\n\n"])
def test_an_empty_note_has_no_lines(note: str) -> None:
    assert note_lines(note, 20, PALETTE, bright=True, most=9) == []
