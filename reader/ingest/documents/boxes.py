"""Text that office documents keep in boxes and fields, put where it is read.

What reads them next passes over text boxes and simple fields; their words are part of the document.
A box's paragraphs are put after the one that it is anchored in, a field's in place of it.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from dataclasses import dataclass, field
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
        _arrange(root, names)
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


@dataclass(slots=True)
class _Order:
    """What stands elsewhere in a tree than it is written, as found before anything is moved."""

    after: dict[Element, list[Element]] = field(default_factory=dict)
    """What comes after a paragraph."""
    instead: dict[Element, list[Element]] = field(default_factory=dict)
    """What comes in place of a box or field; nothing where it was moved or is there again."""


class _Seen(NamedTuple):
    element: Element
    place: Element | None
    """The paragraph around it."""
    is_repeated: bool
    """Whether what is in it is written a second time, for older programs."""


def _arrange(root: Element, names: _Names) -> None:
    """Put what is in boxes and fields where it is read; each parent is filled anew once."""
    order = _Order()
    parents = _follow(root, names, order)
    moved = order.after.keys() | order.instead.keys()
    for parent in parents:
        if parent not in order.instead and not moved.isdisjoint(parent):
            parent[:] = _laid(list(parent), order)


def _follow(root: Element, names: _Names, order: _Order) -> list[Element]:
    """Give all elements with what is in them; note what of them stands elsewhere."""
    parents: list[Element] = []
    outer: dict[Element, Element | None] = {}
    waiting = [_Seen(root, None, is_repeated=False)]
    while waiting:
        element, place, is_repeated = waiting.pop()
        inside = list(element)
        if not inside:
            continue
        parents.append(element)
        if element.tag == names.box and is_repeated:
            order.instead[element] = []
            continue
        if element.tag == names.box and place is not None:
            order.instead[element] = []
            order.after.setdefault(place, []).extend(inside)
            place = outer[place]
        elif element.tag == names.field:
            order.instead[element] = inside
        elif element.tag in names.paragraphs and element is not root:
            outer[element] = place
            place, is_repeated = element, False
        # It is there again only beside what it stands for.
        waiting += [
            _Seen(one, place, is_repeated or (one.tag == names.other and len(inside) > 1))
            for one in reversed(inside)
        ]
    return parents


def _laid(elements: list[Element], order: _Order) -> list[Element]:
    """Give elements with what comes after and instead of them, in the order of reading."""
    laid: list[Element] = []
    waiting = elements[::-1]
    while waiting:
        element = waiting.pop()
        if element in order.instead:
            waiting += reversed(order.instead[element])
        else:
            laid.append(element)
            waiting += reversed(order.after.get(element, ()))
    return laid
