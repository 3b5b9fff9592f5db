"""REFI-QDA projects as they are read: ours exactly, others' as they mean them, none trusted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.formats.export import Dialect, Marked, Options
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.positions import Measure, positions
from reader.formats.qdc.markup import fit
from reader.formats.qdpx import archive
from reader.formats.qdpx.read import read
from reader.formats.qdpx.write import write
from reader.formats.record import Record
from tests.formats import strategies
from tests.formats.given import Given
from tests.standards import standard

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_DIALECTS: tuple[Dialect, ...] = ("codepoint", "utf16", "utf16-crlf")
_CODE, _USER, _NOTE = (str(UUID(int=number)) for number in (1, 2, 3))
_CODES = f'<CodeBook><Codes><Code guid="{_CODE}" name="sea" isCodable="true"/></Codes></CodeBook>'
_USERS = f'<Users><User guid="{_USER}" name="ana"/></Users>'
_TEXT = "One 😀 tide rose.\nAnother 😀 tide fell.\nNo more."
_GIVEN = f'<Coding><CodeRef targetGUID="{_CODE}"/></Coding>'


def project(inside: str, origin: str = "Another") -> str:
    return f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">{inside}</Project>'


def packed(xml: str | bytes, files: Mapping[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", xml)
        for name, data in files.items():
            made.writestr(name, data)
    return sink.getvalue()


def found(data: bytes, folder: Path, losses: Losses | None = None) -> list[GivenTag | GivenText]:
    file = folder / "a.qdpx"
    file.write_bytes(data)
    return list(read(file, Losses() if losses is None else losses))


def source(
    inside: str,
    folder: Path,
    text: bytes = _TEXT.encode(),
    losses: Losses | None = None,
    *,
    origin: str = "Another",
    after: str = "",
) -> GivenText:
    element = f'<TextSource name="Tides" plainTextPath="internal://t.txt">{inside}</TextSource>'
    xml = project(f"{_USERS}{_CODES}<Sources>{element}</Sources>{after}", origin)
    [one] = [
        given
        for given in found(packed(xml, {"sources/t.txt": text}), folder, losses)
        if isinstance(given, GivenText)
    ]
    return one


def selection(
    start: object, end: object, inside: str = _GIVEN, name: str = "", more: str = ""
) -> str:
    attributes = f'name="{name}" startPosition="{start}" endPosition="{end}" {more}'
    return f"<PlainTextSelection {attributes}>{inside}</PlainTextSelection>"


def passage(record: Record) -> GivenPassage:
    is_memo = record.is_memo
    return GivenPassage(
        quote=record.quote,
        start=-1 if is_memo else record.start,
        end=-1 if is_memo else record.end,
        prefix=record.prefix,
        suffix=record.suffix,
        tags=record.tags,
        note=fit(record.note, "note", Losses()),
        annotator=record.annotator,
        created=record.created,
        updated=record.updated,
        text_hash=record.text_hash,
        id=record.id,
    )


def same(text: GivenText, marked: Marked) -> None:
    article = marked.article
    assert text.text == marked.document.text
    assert (text.title, text.author, text.source) == (article.title, article.author, article.source)
    assert (text.published, text.accessed) == (article.published, article.accessed)
    assert (text.url, text.language) == (article.url, article.language)
    assert (text.article, text.text_hash) == (article.id, marked.text_hash)
    assert {one.id: one for one in text.passages} == {
        one.id: passage(one) for one in marked.records
    }
    assert len(text.passages) == len(marked.records)


@_SAME_FOLDER
@given(strategies.libraries(), st.sampled_from(_DIALECTS))
def test_any_library_comes_back(tmp_path: Path, library: Given, dialect: Dialect) -> None:
    sink = io.BytesIO()
    write(library, sink, Options(dialect=dialect), Losses())
    losses = Losses()
    things = found(sink.getvalue(), tmp_path, losses)
    tags = [one for one in things if isinstance(one, GivenTag)]
    assert {one.path for one in tags} == {use.tag.path for use in library.tags()}
    texts = [one for one in things if isinstance(one, GivenText)]
    for text, marked in zip(texts, library.texts(every=True), strict=True):
        same(text, marked)
    assert not losses


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
    raw = _TEXT.replace("\n", ends)
    places = counted(raw if as_it_is else _TEXT, measure)
    inside = "".join(
        selection(start, end, name=quote if named else "") for quote, start, end in places
    )
    text = source(inside, tmp_path, raw.encode())
    assert text.text == _TEXT
    assert tuple(one.quote for one in text.passages) == _QUOTES
    for one in text.passages:
        assert _TEXT[one.start : one.end] == one.quote


def test_names_say_more_than_the_edges_of_words(tmp_path: Path) -> None:
    # In code points it is the middle of words, in UTF-16 whole ones; the name has the middle.
    start = _TEXT.index("rose") - 1
    text = source(selection(start + 1, start + 5, name="rose"), tmp_path)
    assert text.passages[0].quote == "rose"
    text = source(selection(start + 2, start + 6, name="ose."), tmp_path)
    assert text.passages[0].quote == "ose."


def test_each_selection_of_qualcoder_is_counted_as_its_words_fit(tmp_path: Path) -> None:
    hand, search = _TEXT.index("rose") + 1, _TEXT.index("fell")
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
    assert text.passages[0].quote == _TEXT[4:8]


@pytest.mark.parametrize("measure", ["codepoint", "utf16"])
def test_a_note_of_qualcoder_stands_at_its_place(tmp_path: Path, measure: Measure) -> None:
    start = _TEXT.index("tide fell")
    first, last = positions(_TEXT, [start, start + 4], measure)
    note = f'<Note guid="{_NOTE}" creatingUser="{_USER}"><PlainTextContent>Why?</PlainTextContent>'
    note += f"{selection(first, last, inside='')}</Note>"
    losses = Losses()
    text = source(
        f'{selection(first, last, name="tide")}<NoteRef targetGUID="{_NOTE}"/>',
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
    note = f'<Note guid="{_NOTE}"><PlainTextContent>Why?</PlainTextContent>{selection(0, 3)}</Note>'
    reference = f'<NoteRef targetGUID="{_NOTE}"/>'
    text = source(reference, tmp_path, after=f"<Notes>{note}</Notes>")
    assert text.passages == [GivenPassage(note="Why?", id=_NOTE)]


def test_where_nothing_speaks_against_it_code_points_are_counted(tmp_path: Path) -> None:
    text = source(selection(0, 3), tmp_path)
    assert (text.passages[0].start, text.passages[0].quote) == (0, "One")


@pytest.mark.parametrize(
    "data",
    [
        _TEXT.encode("utf-8-sig"),
        _TEXT.encode("utf-16"),
        _TEXT.encode("utf-16-le"),
        _TEXT.encode("utf-16-be"),
        b"\xfe\xff" + _TEXT.encode("utf-16-be"),
    ],
)
def test_texts_are_read_in_their_encoding(tmp_path: Path, data: bytes) -> None:
    text = source(selection(0, 3), tmp_path, data)
    assert text.text == _TEXT
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
    xml = project(f"{_CODES}<Sources><TextSource>{content}</TextSource></Sources>")
    [_, text] = found(packed(xml, {}), tmp_path)
    assert isinstance(text, GivenText)
    assert text.text == "One tide"
    assert [one.quote for one in text.passages] == ["tide"]


def test_what_is_no_text_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    sources = (
        f'<PDFSource name="p"><PDFSelection page="1"/>{_GIVEN}</PDFSource>'
        "<PictureSource/><AudioSource/><AudioSource/><VideoSource/>"
    )
    xml = project(f"{_CODES}<Cases><Case/></Cases><Sources>{sources}</Sources>")
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
    xml = project(f'{_CODES}<Sources><PDFSource name="Tides">{inside}</PDFSource></Sources>')
    [_, text] = found(packed(xml, {"sources/t.txt": b"One tide"}), tmp_path, losses)
    assert isinstance(text, GivenText)
    assert (text.title, text.text, text.passages[0].quote) == ("Tides", "One tide", "One")
    assert list(losses.lines()) == ["the layout of 1 PDF"]


def test_selections_at_one_place_are_one_passage(tmp_path: Path) -> None:
    codes = _CODES.replace("/></Codes>", f'/><Code guid="{{{_NOTE}}}" name="x/y"/></Codes>')
    second = f'<Coding><CodeRef targetGUID="{_NOTE.upper()}"/></Coding>'
    element = selection(0, 3, more=f'guid="{_USER}"') + selection(0, 3, second)
    source = f"<TextSource><PlainTextContent>One tide</PlainTextContent>{element}</TextSource>"
    things = found(packed(project(f"{codes}<Sources>{source}</Sources>"), {}), tmp_path)
    [text] = [one for one in things if isinstance(one, GivenText)]
    [one] = text.passages
    assert (one.quote, one.tags, one.id) == ("One", ("sea", "x-y"), _USER)


def test_a_selection_that_two_people_coded_is_a_passage_of_each(tmp_path: Path) -> None:
    mine = _GIVEN.replace("<Coding>", f'<Coding creatingUser="{{{_USER}}}">')
    text = source(selection(0, 3, mine + _GIVEN, more=f'guid="{_NOTE}"'), tmp_path)
    first, second = text.passages
    assert (first.annotator, second.annotator) == ("ana", "")
    assert first.tags == second.tags == ("sea",)
    assert first.id == _NOTE
    assert UUID(second.id)
    assert second.id != first.id


def test_notes_keep_their_titles_and_what_they_say(tmp_path: Path) -> None:
    content = "<PlainTextContent>It rose\nagain</PlainTextContent>"
    reference = f'<NoteRef targetGUID="{_NOTE}"/>'
    for name, expected in {
        "": "It rose\nagain",
        "It rose again": "It rose\nagain",
        "It ro…": "It rose\nagain",
        "A thought": "A thought\n\nIt rose\nagain",
    }.items():
        note = f'<Notes><Note guid="{_NOTE}" name="{name}">{content}</Note></Notes>'
        text = source(selection(0, 3, reference), tmp_path, after=note)
        assert [one.note for one in text.passages] == [expected]


def test_what_is_said_of_a_selection_is_kept(tmp_path: Path) -> None:
    inside = f"<Description>Look here</Description>{_GIVEN}"
    assert source(selection(0, 3, inside), tmp_path).passages[0].note == "Look here"


def test_notes_and_codes_on_a_whole_source_are_memos(tmp_path: Path) -> None:
    losses = Losses()
    inside = f'{_GIVEN}{_GIVEN}<NoteRef targetGUID="{_NOTE}"/><NoteRef targetGUID="{_CODE}"/>'
    notes = f'<Notes><Note guid="{_NOTE}" creatingUser="{_USER}"><PlainTextContent>All'
    notes += f'</PlainTextContent></Note><Note guid="{_USER}" name="x"/></Notes>'
    text = source(inside, tmp_path, losses=losses, after=notes)
    assert text.passages == [
        GivenPassage(note="All", annotator="ana", id=_NOTE),
        GivenPassage(tags=("sea",)),
    ]
    assert list(losses.lines()) == ["all of 1 missing note", "all of 1 unattached note"]


def test_what_is_said_of_a_source_is_a_memo(tmp_path: Path) -> None:
    losses = Losses()
    text = source(
        "<Description>Read twice</Description>",
        tmp_path,
        losses=losses,
        after="<Description>Of the sea</Description>",
    )
    assert text.passages == [GivenPassage(note="Read twice")]
    assert list(losses.lines()) == ["the description of 1 project"]


def test_what_has_no_guid_is_not_what_a_reference_to_nothing_means(tmp_path: Path) -> None:
    losses = Losses()
    nameless = '<Users><User name="x"/></Users><CodeBook><Codes><Code name="y"/></Codes></CodeBook>'
    note = "<PlainTextContent>z</PlainTextContent>"
    notes = f'<Notes><Note>{note}</Note><Note guid="{_NOTE}">{note}</Note>'
    notes += f'<Note guid="{_NOTE}">{note}</Note></Notes>'
    inside = f'<Coding><CodeRef/></Coding><NoteRef targetGUID="{_NOTE}"/>'
    text = source(selection(0, 3, inside), tmp_path, losses=losses, after=nameless + notes)
    assert text.passages == [GivenPassage("One", 0, 3, suffix=_TEXT[3:35], note="z")]
    assert list(losses.lines()) == [
        "all of 2 unidentified notes",
        "the code of 1 coding",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2025-06-18T02:08:15Z", "2025-06-18T02:08:15Z"),
        (" 2025-06-18T02:08:15.1234567+02:00 ", "2025-06-18T02:08:15.123456+02:00"),
        ("2025-06-18T02:08:15", "2025-06-18T02:08:15"),
        ("2025-02-30T02:08:15Z", ""),
        ("yesterday", ""),
    ],
)
def test_dates_are_kept_if_they_are_any(tmp_path: Path, written: str, kept: str) -> None:
    losses = Losses()
    text = source(selection(0, 3, more=f'creationDateTime="{written}"'), tmp_path, losses=losses)
    assert [one.created for one in text.passages] == [kept]
    assert bool(losses) == (not kept)


def test_variables_that_we_have_no_field_for_are_kept_beside_them(tmp_path: Path) -> None:
    def value(guid: str, written: str) -> str:
        return f'<VariableValue><VariableRef targetGUID="{guid}"/>{written}</VariableValue>'

    variables = (
        f'<Variables><Variable guid="{_CODE}" name="Author"/><Variable guid="{_USER}" name="Age"/>'
        f'<Variable guid="{_NOTE}" name="text_hash"/></Variables>'
    )
    inside = value(_CODE, "<TextValue>A. Author</TextValue>")
    inside += value(_USER, "<IntegerValue>42</IntegerValue>") + value(_NOTE, "<TextValue/>")
    inside += value(_NOTE, "<TextValue>h</TextValue>")
    text = source(inside, tmp_path, after=variables)
    assert (text.author, text.metadata) == ("A. Author", {"age": "42", "text_hash": "h"})
    assert text.text_hash == ""


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (-1, 3),
        (3, 0),
        (2, 2),
        (0, 900),
        ("", ""),
        ("x", "y"),
        ("9" * 5_000, 3),
        ("٣", "٤"),
        (1e9, 2e9),
    ],
)
def test_a_selection_that_stands_nowhere_keeps_what_it_says(
    tmp_path: Path, start: object, end: object
) -> None:
    losses = Losses()
    inside = selection(start, end, name="tide rose") + selection(start, end, name="tide…")
    inside += selection(start, end, "")
    text = source(inside, tmp_path, losses=losses)
    assert text.passages == [
        GivenPassage("tide rose", tags=("sea",)),
        GivenPassage("", tags=("sea",)),
    ]
    assert list(losses.lines()) == ["the place of 3 selections"]


def test_an_id_is_given_once(tmp_path: Path) -> None:
    twice = f'guid="{_NOTE}"'
    text = source(selection(0, 3, more=twice) + selection(0, 5, more=twice), tmp_path)
    assert [one.id for one in text.passages] == [_NOTE, ""]


def test_what_is_not_there_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    inside = f'<Coding><CodeRef targetGUID="{_NOTE}"/></Coding><Coding/>'
    text = source(selection(0, 3, inside, more='guid="7"'), tmp_path, losses=losses)
    assert text.passages == [
        GivenPassage("One", 0, 3, suffix=_TEXT[3:35]),
    ]
    assert list(losses.lines()) == ["the code of 1 coding"]


def laughs() -> str:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10)
    )
    return f'<!DOCTYPE Project [{entities}]><Project name="&l9;">&l9;</Project>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no zip archive"),
        (b"PK\x05\x06" + b"\xff" * 18, "no|more than|several parts"),
        (packed("", {}), "cannot be read"),
        (packed("<Project>", {}), "cannot be read"),
        (packed("<CodeBook/>", {}), "where Project should be"),
        (packed(laughs(), {}), "document type|cannot be read"),
        (packed(project("<Code>" * 100_000 + "</Code>" * 100_000), {}), "cannot be read"),
        (packed(project("&undefined;"), {}), "cannot be read"),
        (packed(b"\xff\xfe\x00", {}), "cannot be read"),
        (packed(project(""), {})[:-40], "no zip archive"),
        (packed(project(""), {}).replace(b"project.qde", b"elsewhere.x"), "no project.qde"),
    ],
)
def test_what_is_no_project_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said) as refused:
        found(data, tmp_path)
    assert str(refused.value).isprintable()


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    xml = project('<Sources><TextSource plainTextPath="internal://t.txt"/></Sources>')
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as made:
        made.writestr("project.qde", xml)
        made.writestr("sources/t.txt", "tide")
    data = sink.getvalue()
    for hurt in (data.replace(b"tide", b"tidE"), data.replace(b'name="p"', b'name="q"')):
        with pytest.raises(FormatError, match="damaged"):
            found(hurt, tmp_path)


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(project(""), {}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    with pytest.raises(FormatError, match="damaged"):
        found(bytes(data), tmp_path)


def test_what_would_unpack_to_very_much_is_refused(tmp_path: Path) -> None:
    xml = project('<Sources><TextSource plainTextPath="internal://t.txt"/></Sources>')
    bomb = packed(xml, {"sources/t.txt": b"\0" * (archive.LARGE + 1)})
    with pytest.raises(FormatError, match="unpack"):
        found(bomb, tmp_path)


def test_one_file_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "HIGHEST", 1_000)
    losses = Losses()
    sources = '<TextSource plainTextPath="internal://t.txt"/>' * 4
    data = packed(project(f"<Sources>{sources}</Sources>"), {"sources/t.txt": b"ab" * 400})
    found(data, tmp_path, losses)
    assert list(losses.lines()) == ["the text of 2 sources"]


def test_a_directory_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MEMBERS", 3)
    with pytest.raises(FormatError, match="more than 3 files"):
        found(packed(project(""), {f"sources/{n}.txt": b"" for n in range(9)}), tmp_path)


@pytest.mark.parametrize("disks", [b"PK\x05\x06", b"\1\0\0\0", b"\0\0\1\0"])
def test_an_archive_that_says_it_is_one_of_several_parts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disks: bytes
) -> None:
    monkeypatch.setattr(archive, "MEMBERS", 3)
    data = packed(project(""), {f"sources/{n}.txt": b"" for n in range(9)})
    # Where the directory begins is told as 0: what is taken for its size there is small.
    data = data[:-18] + disks + data[-14:-6] + bytes(6)
    with pytest.raises(FormatError, match="in several parts"):
        found(data, tmp_path)


def test_selections_of_all_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.formats.merging.MOST", 100)
    inside = "".join(selection(start, 40) for start in range(6))
    with pytest.raises(FormatError, match="without end"):
        source(inside, tmp_path)


@_SAME_FOLDER
@given(st.binary(max_size=60), st.integers(0, 3_000), st.integers(0, 20))
def test_no_damage_is_more_than_an_error(tmp_path: Path, hurt: bytes, at: int, length: int) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as made:
        inside = selection(0, 3) + _GIVEN
        element = f'<TextSource plainTextPath="internal://t.txt">{inside}</TextSource>'
        made.writestr("project.qde", project(f"{_CODES}<Sources>{element}</Sources>"))
        made.writestr("sources/t.txt", _TEXT)
    data = sink.getvalue()
    at %= len(data)
    try:
        found(data[:at] + hurt + data[at + length :], tmp_path)
    except FormatError as error:
        assert str(error)
