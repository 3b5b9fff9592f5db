"""Documents made for tests: archives put together by hand, others written by pandoc itself."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping

import pytest

from reader.errors import IngestError
from reader.ingest.documents import pandoc
from reader.ingest.kinds import document
from reader.ingest.understood import File, Understood


def _has_pandoc() -> bool:
    try:
        pandoc.find()
    except IngestError:
        return False
    return True


needs_pandoc = pytest.mark.skipif(
    not _has_pandoc(), reason="the extra article-reader[documents] is not installed"
)

ENTITIES = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "swell swell swell swell ">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
<!ENTITY outside SYSTEM "file:///etc/passwd">]>"""
"""A declaration in which `&g;` would grow to many megabytes and `&outside;` is a file."""

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
 "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>"""
_CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The lock keeper's year</dc:title><dc:creator>A. Weir</dc:creator>
<dc:creator>B. Sluice</dc:creator><dc:date>2019-05-04</dc:date><dc:language>en</dc:language>
<dc:publisher>Towpath Press</dc:publisher></metadata>
<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b" linear="no"/></spine></package>"""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Give an archive of `files`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return made.getvalue()


def docx(body: str, head: str = "", **more: str | bytes) -> bytes:
    """Give a DOCX of `body`; `more` files are named with `__` for a slash and `_` for a dot."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'{head}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'
    others = {name.replace("__", "/").replace("_", "."): inside for name, inside in more.items()}
    files = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": text}
    return zipped({**files, **others})


def docx_paragraph(text: str) -> str:
    """Give a paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str) -> bytes:
    """Give an ODT of `body`."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    known = " ".join(
        f'xmlns:{short}="{names}:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    content = (
        f"<office:document-content {known}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    styles = f"<office:document-styles {known}><office:styles/></office:document-styles>"
    return zipped({"content.xml": content, "styles.xml": styles})


def epub(body: str, aside: str = "", head: str = "") -> bytes:
    """Give an EPUB of a main text, and one that stands aside from it."""
    page = '{}<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "book.opf": _PACKAGE,
        "a.xhtml": page.format(head, body),
        "b.xhtml": page.format("", aside),
    }
    return zipped(files)


def written(source: str, kind: str) -> bytes:
    """Give a document of `kind` that pandoc makes of Markdown."""
    command = [pandoc.find(), "--from=markdown", f"--to={kind}", "--standalone", "--output=-"]
    return subprocess.run(
        command, input=source.encode(), capture_output=True, check=True, timeout=60
    ).stdout


def understood(data: bytes | str, name: str) -> Understood:
    """Give what a document is as an article."""
    return document.understand(File(data.encode() if isinstance(data, str) else data, name))


def shown(data: bytes | str, name: str) -> list[tuple[str, str, str]]:
    """Give kind, decoration and text of each block of a document."""
    found = understood(data, name).document
    return [(block.kind, block.lead, found.text[block.start : block.end]) for block in found.blocks]
