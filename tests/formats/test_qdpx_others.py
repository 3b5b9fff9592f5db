"""REFI-QDA projects of other programs: the texts and positions that they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.positions import Measure, positions
from reader.formats.qdpx.read import read
from tests.formats.qdpx_projects import (
    CODES,
    CODING,
    NOTE,
    TEXT,
    USER,
    found,
    packed,
    project,
    selection,
    source,
)
from tests.standards import standard


def test_a_project_by_nvivo_is_understood() -> None:
    losses = Losses()
    things = list(read(standard("nvivo.qdpx"), losses))
    texts = [one for one in things if isinstance(one, GivenText)]
    [passages] = [text.passages for text in texts if text.passages]
    # 303 codings at 188 places; its positions count UTF-16 units, and line ends as two.
    assert len(passages) == 188
    assert sum(len(one.tags) for one in passages) == 303
    assert len({one.annotator for one in passages}) == 1
    clean = [one for one in passages if not one.quote[0].isspace()]
    assert len(clean) > 180
    assert list(losses.lines()) == ["the layout of 2 sources"]


_QUOTES = ("tide rose", "Another 😀 tide", "No more")


def counted(text: str, measure: Measure) -> list[tuple[str, int, int]]:
    """Give where the quotes stand as another program counts in this text."""
    found = []
    for quote in _QUOTES:
        start = text.index(quote)
        counted_start, counted_end = positions(text, (start, start + len(quote)), measure)
        found.append((quote, counted_start, counted_end))
    return found


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("measure", "as_it_is"),
    [
        ("codepoint", True),
        ("utf16", True),
        # ATLAS.ti counts a CRLF of the file as one.
        ("codepoint", False),
        ("utf16", False),
        # NVivo counts what is LF in the file as two, if another program made it so.
        ("utf16-crlf", False),
        ("codepoint-crlf", False),
    ],
)
def test_positions_are_understood_as_they_were_counted(
    tmp_path: Path, named: bool, ends: str, measure: Measure, as_it_is: bool
) -> None:
    raw = TEXT.replace("\n", ends)
    places = counted(raw if as_it_is else TEXT, measure)
    inside = "".join(
        selection(start, end, name=quote if named else "") for quote, start, end in places
    )
    text = source(inside, tmp_path, raw.encode())
    assert text.text == TEXT
    assert tuple(one.quote for one in text.passages) == _QUOTES
    for one in text.passages:
        assert TEXT[one.start : one.end] == one.quote


def test_names_say_more_than_the_edges_of_words(tmp_path: Path) -> None:
    # In code points it is the middle of words, in UTF-16 whole ones; the name has the middle.
    start = TEXT.index("rose") - 1
    text = source(selection(start + 1, start + 5, name="rose"), tmp_path)
    assert text.passages[0].quote == "rose"
    text = source(selection(start + 2, start + 6, name="ose."), tmp_path)
    assert text.passages[0].quote == "ose."


def test_where_nothing_speaks_against_it_code_points_are_counted(tmp_path: Path) -> None:
    text = source(selection(0, 3), tmp_path)
    assert (text.passages[0].start, text.passages[0].quote) == (0, "One")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_texts_are_read_in_their_encoding(tmp_path: Path, data: bytes) -> None:
    text = source(selection(0, 3), tmp_path, data)
    assert text.text == TEXT
    assert text.passages[0].quote == "One"


def test_an_older_encoding_is_read_as_windows_has_it(tmp_path: Path) -> None:
    assert source("", tmp_path, "Café – tide".encode("cp1252")).text == "Café – tide"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("internal://T.TXT", "Sources/t.txt"),
        ("internal://t.txt", "sources\\t.txt"),
        ("relative:///elsewhere/t.txt", "sources/t.txt"),
        ("sources/t.txt", "sources/t.txt"),
        ("t.txt", "t.txt"),
    ],
)
def test_files_are_found_as_programs_name_them(tmp_path: Path, path: str, name: str) -> None:
    xml = project(f'<Sources><TextSource plainTextPath="{path}"/></Sources>')
    [text] = found(packed(xml, {name: b"tide"}), tmp_path)
    assert isinstance(text, GivenText)
    assert text.text == "tide"


@pytest.mark.parametrize("path", ["internal:///etc/passwd", "../../etc/passwd", "/etc/passwd", ""])
def test_nothing_outside_the_archive_is_read(tmp_path: Path, path: str) -> None:
    losses = Losses()
    xml = project(f'<Sources><TextSource name="a" plainTextPath="{path}"/></Sources>')
    [text] = found(packed(xml, {}), tmp_path, losses)
    assert isinstance(text, GivenText)
    assert text.text is None
    assert list(losses.lines()) == ["the text of 1 source"]


def test_a_text_may_stand_in_the_project_itself(tmp_path: Path) -> None:
    content = "<PlainTextContent>One tide</PlainTextContent>" + selection(4, 8)
    xml = project(f"{CODES}<Sources><TextSource>{content}</TextSource></Sources>")
    [_, text] = found(packed(xml, {}), tmp_path)
    assert isinstance(text, GivenText)
    assert text.text == "One tide"
    assert [one.quote for one in text.passages] == ["tide"]


def test_what_is_no_text_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    sources = (
        f'<PDFSource name="p"><PDFSelection page="1"/>{CODING}</PDFSource>'
        "<PictureSource/><AudioSource/><AudioSource/><VideoSource/>"
    )
    xml = project(f"{CODES}<Cases><Case/></Cases><Sources>{sources}</Sources>")
    assert found(packed(xml, {}), tmp_path, losses) == [GivenTag("sea")]
    assert list(losses.lines()) == [
        "all of 1 case",
        "all of 1 PDF",
        "all of 1 PDF mark",
        "all of 1 picture",
        "all of 2 recordings",
        "all of 1 video",
    ]


def test_a_pdf_that_was_read_is_a_text(tmp_path: Path) -> None:
    losses = Losses()
    inside = f'<Representation plainTextPath="internal://t.txt">{selection(0, 3)}</Representation>'
    xml = project(f'{CODES}<Sources><PDFSource name="Tides">{inside}</PDFSource></Sources>')
    [_, text] = found(packed(xml, {"sources/t.txt": b"One tide"}), tmp_path, losses)
    assert isinstance(text, GivenText)
    assert (text.title, text.text, text.passages[0].quote) == ("Tides", "One tide", "One")
    assert list(losses.lines()) == ["the layout of 1 PDF"]


def test_each_selection_of_qualcoder_is_counted_as_its_words_fit(tmp_path: Path) -> None:
    hand, search = TEXT.index("rose") + 1, TEXT.index("fell")
    marks = selection(hand, hand + 4, name="rose") + selection(search, search + 4, name="fell")
    text = source(marks, tmp_path, origin="QualCoder 4.0")
    assert [(one.quote, one.start) for one in text.passages] == [
        ("rose", hand - 1),
        ("fell", search),
    ]


def test_all_that_a_search_of_qualcoder_found_is_placed_in_its_order(tmp_path: Path) -> None:
    marks = "".join(selection(at, at + 4, name="tide") for at in (7, 31))
    text = source(marks, tmp_path, origin="QualCoder 4.0")
    assert [(one.quote, one.start) for one in text.passages] == [("tide", 6), ("tide", 27)]


def test_words_that_qualcoder_placed_elsewhere_are_kept(tmp_path: Path) -> None:
    text = source(selection(4, 8, name="tide"), tmp_path, origin="QualCoder 4.0")
    assert [(one.quote, one.start, one.end) for one in text.passages] == [("tide", 4, 8)]
    # Another's name may be a title.
    text = source(selection(4, 8, name="tide"), tmp_path)
    assert text.passages[0].quote == TEXT[4:8]


@pytest.mark.parametrize("measure", ["codepoint", "utf16"])
def test_a_note_of_qualcoder_stands_at_its_place(tmp_path: Path, measure: Measure) -> None:
    start = TEXT.index("tide fell")
    first, last = positions(TEXT, [start, start + 4], measure)
    note = f'<Note guid="{NOTE}" creatingUser="{USER}"><PlainTextContent>Why?</PlainTextContent>'
    note += f"{selection(first, last, inside='')}</Note>"
    losses = Losses()
    text = source(
        f'{selection(first, last, name="tide")}<NoteRef targetGUID="{NOTE}"/>',
        tmp_path,
        losses=losses,
        origin="QualCoder 4.0",
        after=f"<Notes>{note}</Notes>",
    )
    assert [(one.quote, one.start, one.note, one.annotator) for one in text.passages] == [
        ("tide", start, "", ""),
        ("tide", start, "Why?", "ana"),
    ]
    assert [*losses.lines()] == []


def test_a_place_in_anothers_note_is_in_the_note(tmp_path: Path) -> None:
    note = f'<Note guid="{NOTE}"><PlainTextContent>Why?</PlainTextContent>{selection(0, 3)}</Note>'
    reference = f'<NoteRef targetGUID="{NOTE}"/>'
    text = source(reference, tmp_path, after=f"<Notes>{note}</Notes>")
    assert text.passages == [GivenPassage(note="Why?", id=NOTE)]
