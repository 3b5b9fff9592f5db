"""PDFs that cannot be read, or not whole: scanned, encrypted, damaged, none at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import IngestError
from reader.ingest.kinds.pdf import understand
from reader.ingest.understood import File
from reader.text.stored import pack, unpack
from tests.ingest.pdf_texts import FERRY, LEDGER, STORY, lines, understood
from tests.ingest.pdf_writer import Line, column, pdf


def test_characters_are_what_is_drawn() -> None:
    codes = {
        0x41: "\ufb01", 0x42: "\xad", 0x43: "\U0001d400", 0x44: "\x1b", 0x45: "\u202e",
        0x46: "\uf0b7", 0x47: "\xa0", 0x48: "\ufeff", 0x49: "\ue001", 0x4a: "\ud835",
    }  # fmt: skip
    made = understood([[Line(72, 700, "A BxB C D E F xGx HxH I J", 11, "F3")]], codes=codes)
    assert made.document.text == "fi -x- 𝐀 ␛ � • x x x \ue001 �"
    assert any("meaning" in warning for warning in made.warnings)


def test_one_character_without_a_meaning_is_counted_as_one() -> None:
    made = understood([[Line(72, 700, "xAx", 11, "F3")]], codes={0x41: "\ue001"})
    assert made.warnings == ("1 character that the file does not say the meaning of",)


def test_pages_without_text_are_told_if_they_show_something() -> None:
    scan = [Line(72, 700, " ")]
    blank: list[Line] = []
    made = understood([column(FERRY), scan, scan, blank, column(LEDGER), scan])
    assert made.warnings == ("no text on pages 2–3, 6 (scanned?)",)
    assert [page.label for page in made.document.pages] == ["1", "5"]


def test_a_file_without_a_text_layer_is_refused_with_what_to_do() -> None:
    with pytest.raises(IngestError, match=r"no text layer; run OCR .* ocrmypdf"):
        understood([[Line(72, 700, " ")]] * 3)
    with pytest.raises(IngestError, match="no text in it"):
        understood([[], []])


def test_an_encrypted_file_is_refused_with_what_to_do() -> None:
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
    with pytest.raises(IngestError, match="is encrypted; take its password off"):
        understood([column(FERRY)], encrypt=encrypt)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all", b"%PDF-1.4\n" + b"\0" * 999])
def test_what_is_no_pdf_is_told_in_a_line(data: bytes) -> None:
    with pytest.raises(IngestError, match="is damaged, or no PDF"):
        understand(File(data, "one.pdf"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damage_anywhere_gives_a_text_or_a_reason(data: st.DataObject) -> None:
    whole = bytearray(pdf([column(STORY), lines("An end.")], labels="0 << /S /r >>"))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    try:
        made = understand(File(bytes(whole), "one.pdf"))
    except IngestError as error:
        assert "\n" not in error.what
        return
    document = made.document
    assert tuple(unpack(document.text, 1, pack(document)).blocks) == tuple(document.blocks)
