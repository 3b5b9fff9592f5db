"""Documents made to do harm: they grow, nest, point outside or never end, and are refused."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest.documents import archives, pandoc, rtf
from tests.ingest.documents import (
    ENTITIES,
    docx,
    docx_paragraph,
    epub,
    needs_pandoc,
    understood,
    zipped,
)


def test_an_archive_that_unpacks_to_much_is_refused_before_it_is_unpacked() -> None:
    data = docx(docx_paragraph("swell " * 10_000_000))
    assert len(data) < 1_000_000
    with pytest.raises(IngestError, match="unpacks to more than 200 times its size"):
        archives.check(data)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = docx(docx_paragraph("swell " * 10_000_000))
    size = len(docx_paragraph("swell " * 10_000_000))
    told = [at for at in range(len(data) - 4) if size <= _number(data, at) < size + 1_000]
    assert told
    lying = bytearray(data)
    for at in told:
        lying[at : at + 4] = (1_000).to_bytes(4, "little")
    with pytest.raises(IngestError):
        archives.check(bytes(lying))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_cannot_be_unpacked_piece_by_piece_is_refused(packing: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        archive.writestr("word/document.xml", "words")
    with pytest.raises(IngestError, match="is packed as no such document is"):
        archives.check(made.getvalue())


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/a.png"])
def test_a_file_that_says_it_is_small_is_not_unpacked_further(name: str) -> None:
    data = _lying(name, 50_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tracemalloc.start()
        with pytest.raises(IngestError, match="has more in it than it says"):
            archives.whole(archive, archive.getinfo(name))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 10_000_000


def test_what_a_document_says_of_itself_is_bounded_whatever_size_it_tells() -> None:
    data = _lying("docProps/core.xml", 50_000_000)
    tracemalloc.start()
    assert archives.about(data, "docProps/core.xml") == archives.AboutDocument()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def _lying(name: str, size: int) -> bytes:
    """Give an archive of one file that says it has ten bytes, with the sum of those."""
    data = bytearray(zipped({name: b" " * size}))
    told = data.rfind(b"PK\1\2")
    data[told + 16 : told + 20] = zlib.crc32(b" " * 10).to_bytes(4, "little")
    data[told + 24 : told + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def test_an_archive_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 10)
    with pytest.raises(IngestError, match="holds more than 10 files"):
        archives.check(zipped({f"{number}.xml": "" for number in range(11)}))


def test_large_pictures_are_no_bomb() -> None:
    archives.check(docx(docx_paragraph("x"), word__media__a_png=b"\0" * 50_000_000))


@pytest.mark.parametrize("data", [b"", b"PK\3\4 no archive", docx("words")[:-30]])
def test_what_is_no_archive_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(IngestError, match="is no whole document"):
        archives.check(data)


def test_what_an_office_document_says_of_itself_is_not_read_where_it_declares_anything() -> None:
    declared = docx("", docProps__core_xml=f"{ENTITIES}<c><title>&g;</title></c>")
    assert archives.about(declared, "docProps/core.xml") == archives.AboutDocument()


def test_groups_nested_without_end_are_refused() -> None:
    with pytest.raises(IngestError, match="groups"):
        rtf.rewritten(b"{\\rtf1 " + b"{" * 1_000_000)


def test_rtf_that_is_very_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MOST_BYTES", 1 << 20)
    with pytest.raises(IngestError, match="is RTF of more than 1 MiB"):
        rtf.rewritten(b"{\\rtf1 " + b"words " * 200_000 + b"}")


@pytest.mark.parametrize("data", [b"", b"words", b"PK\3\4"])
def test_what_is_no_rtf_is_refused(data: bytes) -> None:
    with pytest.raises(IngestError, match="is no RTF"):
        rtf.rewritten(data)


@needs_pandoc
@pytest.mark.parametrize("entity", ["g", "outside"])
def test_entities_neither_grow_nor_lead_outside(entity: str) -> None:
    with pytest.raises(IngestError, match="could not be converted"):
        understood(docx(docx_paragraph(f"words &{entity};"), ENTITIES), "a.docx")
    text = understood(epub(f"<p>words &{entity};</p>", head=ENTITIES), "a.epub").document.text
    assert len(text) < 10_000
    assert "root:" not in text


@needs_pandoc
def test_a_document_that_takes_too_much_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pandoc, "_HEAP", "48M")
    with pytest.raises(IngestError, match="memory"):
        understood(epub("<div>" * 20_000 + "words"), "a.epub")


@needs_pandoc
def test_a_document_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_SECONDS", 1)
    with pytest.raises(IngestError, match="took more than 1 seconds"):
        understood("*/_" * 20_000, "a.org")


@needs_pandoc
def test_an_answer_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_LARGEST", 10_000)
    with pytest.raises(IngestError, match="larger than"):
        understood("words " * 10_000, "a.rst")


@needs_pandoc
def test_pandoc_reads_no_file_and_sees_nothing_of_our_world(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET", "words from outside")
    secret = tmp_path / "secret.csv"
    secret.write_text("words from outside")
    source = f".. raw:: html\n   :file: {secret}\n\n.. csv-table:: T\n   :file: {secret}\n\nend\n"
    with pytest.raises(IngestError) as refused:
        # As it is, before what names files was taken out of it.
        pandoc.run(source.encode(), "rst")
    assert "words from outside" not in str(refused.value)
    assert "words from outside" not in understood(source, "a.rst").document.text


@needs_pandoc
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked of the kernel of Linux")
def test_pandoc_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    program = (
        "from reader.ingest.documents import pandoc\n"
        "print('here', flush=True)\n"
        "pandoc.run(b'*/_' * 50_000, 'org')\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    parent.stdout.readline()
    children = _children(parent.pid)
    while not children:
        time.sleep(0.01)
        children = _children(parent.pid)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    while any(_is_running(child) for child in children):
        time.sleep(0.01)


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in found.split() if "pandoc" in _name(int(child))]


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text()
    except OSError:
        return ""


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
