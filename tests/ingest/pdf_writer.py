"""Makes small PDFs of text at given places, to be taken in by tests."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """One piece of text on a page."""

    x: float
    y: float
    """Points from the page's lower edge."""
    text: str
    size: float = 11
    font: str = "F1"
    """`F1` is Helvetica, `F2` its bold, `F3` Helvetica with characters of one's own."""


Page = Sequence[Line]


def column(
    text: str, x: float = 72, top: float = 720, width: int = 80, size: float = 11, lead: float = 13
) -> list[Line]:
    """Set paragraphs, parted by empty lines, in lines of so many characters, indenting each."""
    lines: list[Line] = []
    for paragraph in text.split("\n\n"):
        for number, line in enumerate(textwrap.wrap(paragraph, width, initial_indent="  ")):
            indent = 0 if number else size
            lines.append(Line(x + indent, top - lead * len(lines), line.strip(), size))
    return lines


def pdf(
    pages: Sequence[Page],
    *,
    info: Mapping[str, str] | None = None,
    labels: str = "",
    language: str = "",
    codes: Mapping[int, str] | None = None,
    encrypt: str = "",
) -> bytes:
    """Give a PDF of such pages.

    `labels` is its number tree as PDF has it, `codes` what the characters of `F3` mean, and
    `encrypt` the dictionary of an encryption that nothing was encrypted by.
    """
    objects: list[bytes] = [b""] * 7
    kids = []
    for page in pages:
        stream = "\n".join(map(_shown, page)).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources"
            b" << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    catalog = "/Type /Catalog /Pages 2 0 R"
    if labels:
        catalog += f" /PageLabels << /Nums [{labels}] >>"
    if language:
        catalog += f" /Lang {_string(language)}"
    font = "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /Helvetica"
    known = " ".join(f"/{name} {_text(value)}" for name, value in (info or {}).items())
    map_of = _to_unicode(codes or {}).encode()
    objects[0] = f"<< {catalog} >>".encode()
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    objects[2] = f"{font} >>".encode()
    objects[3] = f"{font}-Bold >>".encode()
    objects[4] = f"{font} /ToUnicode 6 0 R >>".encode()
    objects[5] = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(map_of), map_of)
    objects[6] = f"<< {known} >>".encode()
    return _file(objects, encrypt)


def _shown(line: Line) -> str:
    return f"BT /{line.font} {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm {_string(line.text)} Tj ET"


def _string(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped})"


def _text(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _to_unicode(codes: Mapping[int, str]) -> str:
    mapped = "\n".join(
        f"<{code:02x}> <{text.encode('utf-16-be', 'surrogatepass').hex()}>"
        for code, text in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    )


def _file(objects: Sequence[bytes], encrypt: str) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    more = f" /Encrypt {encrypt} /ID [<00> <00>]".encode() if encrypt else b""
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R%b >>\n" % (len(objects) + 1, more)
    data += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(data)
