"""Words in boxes and fields of office documents are read, each where it belongs."""

from __future__ import annotations

import io
import re
import zipfile

from tests.ingest.documents import (
    docx,
    docx_paragraph,
    needs_pandoc,
    odt,
    shown,
    understood,
)

pytestmark = needs_pandoc

_SHAPE = "xmlns:v='urn:schemas-microsoft-com:vml'"
_AGAIN = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"


def test_words_in_boxes_of_a_docx_stand_after_what_they_are_anchored_in() -> None:
    box = f"<w:txbxContent>{docx_paragraph('in the box')}</w:txbxContent>"
    shape = f"<w:pict><v:shape {_SHAPE}><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    twice = (
        f"<mc:AlternateContent {_AGAIN}><mc:Choice>{shape}</mc:Choice>"
        f"<mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    )
    for drawn in (shape, twice):
        anchor = f"<w:p><w:r><w:t>before</w:t></w:r><w:r>{drawn}</w:r></w:p>"
        found = shown(docx(anchor + docx_paragraph("after")), "a.docx")
        assert [text for _, _, text in found] == ["before", "in the box", "after"]


def test_words_of_a_field_in_a_docx_stand_in_their_line() -> None:
    field = "<w:fldSimple w:instr='REF a'><w:r><w:t>page 9</w:t></w:r></w:fldSimple>"
    line = f"<w:p><w:r><w:t>see </w:t></w:r>{field}<w:r><w:t>, end</w:t></w:r></w:p>"
    assert [text for _, _, text in shown(docx(line), "a.docx")] == ["see page 9, end"]


def test_words_in_boxes_of_an_odt_are_read() -> None:
    found = shown(
        odt(
            "<text:p>before<draw:frame><draw:text-box><text:p>in the box</text:p>"
            "</draw:text-box></draw:frame></text:p><text:p>after</text:p>"
        ),
        "a.odt",
    )
    assert [text for _, _, text in found] == ["before", "in the box", "after"]


def test_boxes_of_one_paragraph_are_read_in_their_order_each_with_those_in_it() -> None:
    def box(inside: str) -> str:
        return f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"

    deep = f"<w:p><w:r><w:t>two</w:t></w:r>{box(docx_paragraph('three'))}</w:p>"
    anchor = f"<w:p><w:r><w:t>one</w:t></w:r>{box(deep)}{box(docx_paragraph('four'))}</w:p>"
    text = understood(docx(anchor + docx_paragraph("five")), "a.docx").document.text
    assert text.split() == ["one", "two", "three", "four", "five"]


def test_fields_are_read_in_place_also_where_they_are_very_many() -> None:
    """A time that grew with the square of their number would be many minutes."""
    from reader.ingest.documents import boxes

    fields = "<w:fldSimple><w:r><w:t>x</w:t></w:r></w:fldSimple>" * 200_000
    text = "<w:r><w:t>y</w:t></w:r>"
    opened = boxes.opened(docx(f"<w:p>{text}{fields}{text}</w:p>"), "docx")
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        made = archive.read("word/document.xml")
    assert re.sub(rb"<[^>]*>|\s", b"", made) == b"y" + b"x" * 200_000 + b"y"
