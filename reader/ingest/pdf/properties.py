"""What a PDF says of itself: its properties, as text, and its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reader.text.normal import normalise

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LONGEST = 10_000
"""Characters of a property that are kept."""
_LONGEST_LABEL = 40
_DATE = re.compile(r"(?:D:)?(\d{4})(?:(\d{2})(?:(\d{2}))?)?")
_NO_TITLE = re.compile(
    r"untitled\b|microsoft word\b|microsoft powerpoint\b|title$|document\d*$"
    r"|\S+\.(docx?|pptx?|xlsx?|odt|rtf|tex|dvi|indd|qxd|pdf|html?|txt)$",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def properties_of(document: PdfDocument) -> dict[str, str]:
    """Give the properties that are not empty, each as one line."""
    found = {}
    for key in document.METADATA_KEYS:
        value = _text(document, key)
        if value:
            found[key] = value
    return found


def title_of(properties: Mapping[str, str]) -> str:
    """Give the title, unless it is one that a program made up."""
    title = properties.get("Title", "")
    return "" if _NO_TITLE.match(title) else title


def date_of(properties: Mapping[str, str]) -> str:
    """Give the day that the file was made, in ISO 8601 as far as it is told, else as it stands.

    >>> date_of({"CreationDate": "D:20200131120000+01'00'"}), date_of({"CreationDate": "D:2020"})
    ('2020-01-31', '2020')
    """
    value = properties.get("CreationDate", "")
    match = _DATE.match(value)
    if not match:
        return value
    year, month, day = match.groups()
    if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31:
        return value
    return "-".join(filter(None, (year, month, day)))


def language_of(document: PdfDocument) -> str:
    """Give the language that the whole document is in, as it tells."""
    import ctypes

    import pypdfium2.raw as pdfium

    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 <= size <= 2 * _LONGEST:
        return ""
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, size)
    language = _line(ctypes.string_at(buffer, size - 2).decode("utf-16-le", "replace"))
    return language if _LANGUAGE.fullmatch(language) else ""


def label_of(document: PdfDocument, index: int) -> str:
    """Give what the document calls a page, or nothing."""
    try:
        return _line(document.get_page_label(index))[:_LONGEST_LABEL]
    except UnicodeDecodeError:
        return ""


def _text(document: PdfDocument, key: str) -> str:
    try:
        return _line(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def _line(text: str) -> str:
    # Other programs put NULs at the end.
    return " ".join(normalise(text.rstrip("\0")[:_LONGEST]).split())
