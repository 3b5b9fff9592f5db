"""REFI-QDA projects as they are written: valid, the same every time, and read by others."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.annotation.model import Article, Tag, TagUse
from reader.formats import known
from reader.formats.export import Dialect, Marked, Options
from reader.formats.features import ALL
from reader.formats.losses import Losses
from reader.formats.qdpx.write import write
from reader.formats.record import Record
from reader.text.document import Document
from tests.formats import strategies
from tests.formats.given import Given
from tests.standards import standard

_DIALECTS: tuple[Dialect, ...] = ("codepoint", "utf16", "utf16-crlf")
_ARTICLE = "aaaaaaaa-0000-4000-8000-000000000001"
_TAG = "bbbbbbbb-0000-4000-8000-000000000001"
_PASSAGE = "cccccccc-0000-4000-8000-000000000001"
_MEMO = "cccccccc-0000-4000-8000-000000000002"
_NAMESPACE = {"q": "urn:QDA-XML:project:1.0"}
_TEXT = "A 😀 one.\nTwo tides rose & fell."
_AT = "2026-01-02T03:04:05.678Z"


def record(**given: object) -> Record:
    values: dict[str, object] = dict.fromkeys(Record._fields, "")
    values |= {"id": _PASSAGE, "article": _ARTICLE, "quote": "Two tides", "start": 9, "end": 18}
    values |= {"tags": ("sea/tides",), "note": "Which?", "heading": "Coast, p. 3", "page": "3"}
    values |= {"annotator": "ana", "created": _AT, "updated": _AT, "status": "anchored"}
    return Record(**(values | given))  # type: ignore[arg-type]  # named after the fields


def memo(**given: object) -> Record:
    plain = {"id": _MEMO, "quote": "", "start": 0, "end": 0, "heading": "", "note": "On all"}
    return record(**(plain | given))


def marked(*records: Record, text: str = _TEXT, text_hash: str = "h1") -> Marked:
    article = Article(_ARTICLE, "/a.md", 'Tides & "tables"', "markdown", "h1", len(text))
    article = article._replace(author="A. Author", url="https://a.example/?a&b", accessed=_AT)
    return Marked(article, text_hash, Document(text, (), 0), list(records))


def library(*texts: Marked) -> Given:
    return Given(texts=texts, tags=[TagUse(Tag(_TAG, "sea/tides", "teal", "of water"), 1, "")])


def written(given: Given, dialect: Dialect = "codepoint", losses: Losses | None = None) -> bytes:
    sink = io.BytesIO()
    write(given, sink, Options(dialect=dialect), Losses() if losses is None else losses)
    return sink.getvalue()


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def project(data: bytes) -> etree._Element:
    return etree.fromstring(opened(data).read("project.qde"))


def test_the_bytes_of_a_small_project() -> None:
    data = opened(written(library(marked(memo(), record()))))
    golden = Path(__file__).with_name("project.qde").read_bytes()
    assert data.read("project.qde") == golden
    assert data.namelist() == [f"sources/{_ARTICLE}.txt", "project.qde"]
    assert data.read(f"sources/{_ARTICLE}.txt").decode() == _TEXT


@given(strategies.libraries(), st.sampled_from(_DIALECTS))
def test_every_project_is_valid_and_refers_only_to_what_it_has(
    given: Given, dialect: Dialect
) -> None:
    schema = etree.XMLSchema(file=str(standard("Project.xsd")))
    found = project(written(given, dialect))
    schema.assertValid(found)
    guids = found.xpath("//@guid")
    assert len(guids) == len(set(guids))
    assert set(found.xpath("//@targetGUID | //@creatingUser")) <= set(guids)


@given(strategies.libraries())
def test_the_same_library_makes_the_same_bytes(given: Given) -> None:
    assert written(given) == written(given)


def test_how_many_annotations_there_are_is_given() -> None:
    given = library(marked(memo(), record()), marked(text_hash="h0"))
    assert write(given, io.BytesIO(), Options(), Losses()) == 2


@pytest.mark.parametrize(
    ("dialect", "places", "line_end"),
    [
        ("codepoint", ("9", "18"), "\n"),
        ("utf16", ("10", "19"), "\n"),
        ("utf16-crlf", ("11", "20"), "\r\n"),
    ],
)
def test_each_dialect_counts_in_its_own_way(
    dialect: Dialect, places: tuple[str, str], line_end: str
) -> None:
    data = written(library(marked(record())), dialect)
    [one] = project(data).xpath("//q:PlainTextSelection", namespaces=_NAMESPACE)
    assert (one.get("startPosition"), one.get("endPosition")) == places
    text = opened(data).read(f"sources/{_ARTICLE}.txt").decode()
    assert text == _TEXT.replace("\n", line_end)


def test_a_sink_that_only_takes_bytes_is_enough() -> None:
    class Pipe:
        def __init__(self) -> None:
            self.taken = io.BytesIO()

        def write(self, data: bytes, /) -> int:
            return self.taken.write(data)

        def flush(self) -> None:
            pass

    pipe = Pipe()
    write(library(marked(record())), pipe, Options(), Losses())
    assert opened(pipe.taken.getvalue()).testzip() is None
    assert opened(pipe.taken.getvalue()).read("project.qde") == opened(
        written(library(marked(record())))
    ).read("project.qde")


def test_a_passage_without_tags_is_a_selection_without_codings() -> None:
    found = project(written(library(marked(record(tags=(), note="", heading="")))))
    [one] = found.xpath("//q:PlainTextSelection", namespaces=_NAMESPACE)
    assert len(one) == 0
    etree.XMLSchema(file=str(standard("Project.xsd"))).assertValid(found)


def test_notes_are_also_told_to_programs_that_only_read_descriptions() -> None:
    texts = library(marked(record(note="", heading=""), memo(), memo(note="Too", id=_PASSAGE[:-1])))
    source = project(written(texts)).find(".//q:TextSource", _NAMESPACE)
    assert source is not None
    assert source.findtext("q:Description", None, _NAMESPACE) == "On all\n\nToo"
    assert source.find("q:PlainTextSelection/q:Description", _NAMESPACE) is None


def test_an_older_text_of_an_article_is_a_source_of_its_own() -> None:
    older = marked(record(text_hash="h0"), text="Two tides", text_hash="h0")
    data = opened(written(library(marked(memo()), older)))
    first, second, _ = data.namelist()
    assert first == f"sources/{_ARTICLE}.txt"
    assert second != first
    assert data.read(second) == b"Two tides"


def test_an_empty_library_makes_an_empty_project() -> None:
    found = project(written(Given()))
    etree.XMLSchema(file=str(standard("Project.xsd"))).assertValid(found)
    assert [etree.QName(one).localname for one in found] == ["Description"]


def test_control_characters_and_odd_dates_and_ids_are_counted() -> None:
    losses = Losses()
    written(library(marked(record(id="a1", note="\x00\x1b", created="yesterday"))), losses=losses)
    assert list(losses.lines()) == [
        "the id of 1 annotation",
        "the dates of 1 annotation",
        "the control characters of 1 note",
    ]


def test_nothing_in_a_library_acts_as_markup() -> None:
    hostile = "]]><Note guid='x'>&amp;<!--"
    article = marked(record(note=hostile, quote=hostile, annotator=hostile, heading=hostile))
    given = library(article._replace(article=article.article._replace(title=hostile)))
    found = project(written(given))
    assert found.xpath("count(//q:Note)", namespaces=_NAMESPACE) == 1
    assert found.xpath("string(//q:Note)", namespaces=_NAMESPACE) == hostile
    assert found.xpath("string(//q:TextSource/@name)", namespaces=_NAMESPACE) == hostile


def test_another_program_reads_the_same_project(tmp_path: Path) -> None:
    pyrefiqda = pytest.importorskip(
        "pyrefiqda", reason="pyrefiqda reads our projects independently; make setup installs it"
    )
    file = tmp_path / "a.qdpx"
    file.write_bytes(written(library(marked(memo(), record()))))
    found = pyrefiqda.RefiProject.load(file, extract_dir=str(tmp_path / "unpacked"))
    [source] = found.sources.text_source
    [selection] = source.plain_text_selection
    [code] = found.code_book.codes.code[0].code
    notes = {note.guid: note.plain_text_content for note in found.notes.note}
    path = pyrefiqda.RefiProject.resolve_source_path(
        source.plain_text_path, str(tmp_path / "unpacked")
    )
    text = path.read_text(encoding="utf-8")
    assert text[selection.start_position : selection.end_position] == "Two tides"
    assert selection.guid == _PASSAGE
    assert [one.code_ref.target_guid for one in selection.coding] == [code.guid] == [_TAG]
    assert [notes[one.target_guid] for one in selection.note_ref] == ["Which?"]
    assert notes[_MEMO] == "On all"
    assert [one.target_guid for one in source.note_ref] == [_MEMO]
    values = {
        variable.name: value.text_value
        for value in source.variable_value
        for variable in found.variables.variable
        if variable.guid == value.variable_ref.target_guid
    }
    assert values["author"] == "A. Author"
    assert values["url"] == "https://a.example/?a&b"


def test_the_status_alone_has_no_place() -> None:
    assert ALL - known.named("qdpx").holds == {"status"}
