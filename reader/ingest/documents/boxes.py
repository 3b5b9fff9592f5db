"""Text that office documents keep in boxes and fields, put where it is read.

What reads them next passes over text boxes and simple fields; their words are part of the document.
A box's paragraphs are put after the one that it is anchored in, a field's in place of it.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

from reader.ingest.documents import archives

Element = ElementTree.Element


class _Names(NamedTuple):
    parts: tuple[str, ...]
    """The files of text in an archive."""
    signs: tuple[bytes, ...]
    """What stands in a file that has any of this."""
    box: str
    paragraphs: tuple[str, ...]
    field: str = ""
    other: str = ""
    """What holds the same box again, for older programs."""


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_KINDS = {
    "docx": _Names(
        ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
        (b"txbxContent", b"fldSimple"),
        f"{_WORD}txbxContent",
        (f"{_WORD}p",),
        f"{_WORD}fldSimple",
        f"{_COMPATIBLE}Fallback",
    ),
    "odt": _Names(("content.xml",), (b"text-box",), f"{_DRAW}text-box", (f"{_TEXT}p", f"{_TEXT}h")),
}
_LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is looked through as a tree."""


def opened(data: bytes, kind: str) -> bytes:
    """Give an archive in which the text of boxes and fields stands among its paragraphs."""
    names = _KINDS[kind]
    changed: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = {one.filename: one for one in archive.infolist()}
        for part in names.parts:
            if part in inside and inside[part].file_size < _LARGEST:
                source = archives.whole(archive, inside[part])
                if any(sign in source for sign in names.signs):
                    changed[part] = _rewritten(source, names)
        return _replaced(archive, changed) if changed else data


def _replaced(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as other:
        for one in archive.infolist():
            other.writestr(one.filename, changed.get(one.filename) or archives.whole(archive, one))
    return made.getvalue()


def _rewritten(source: bytes, names: _Names) -> bytes:
    # No office program declares anything here, and what is declared could grow.
    if b"<!" in source or b"\0" in source:
        return source
    try:
        root = _tree(source)
        around = {child: parent for parent in root.iter() for child in parent}
        for box in list(root.iter(names.box)):
            _open(box, around, names)
        if names.field:
            for field in list(root.iter(names.field)):
                _put(list(field), field, around)
                around[field].remove(field)
        written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return written
    except (ElementTree.ParseError, RecursionError):
        return source


def _tree(source: bytes) -> Element:
    """Give the tree of a file, which will be written with the names of its name spaces."""
    reading = ElementTree.iterparse(io.BytesIO(source), events=("start-ns", "end"))
    root = None
    for event, found in reading:
        if event == "end":
            root = found
        else:
            # Those that it numbers by itself cannot be registered, and need not be.
            with contextlib.suppress(ValueError):
                ElementTree.register_namespace(*found)
    assert isinstance(root, Element)
    return root


def _open(box: Element, around: dict[Element, Element], names: _Names) -> None:
    """Put what is in a box after the paragraph around it, if there is one."""
    place = around.get(box)
    while place is not None and place.tag not in names.paragraphs:
        if place.tag == names.other and len(around[place]) > 1:
            around[box].remove(box)
            return
        place = around.get(place)
    if place is None or place not in around:
        return
    blocks = list(box)
    around[box].remove(box)
    _put(blocks, place, around)


def _put(elements: list[Element], place: Element, around: dict[Element, Element]) -> None:
    parent = around[place]
    at = list(parent).index(place) + 1
    parent[at:at] = elements
    around.update(dict.fromkeys(elements, parent))
