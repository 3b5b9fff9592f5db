"""REFI-QDA projects, made for the tests that read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from reader.formats.given import GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.qdpx.read import read

CODE, USER, NOTE = (str(UUID(int=number)) for number in (1, 2, 3))
CODES = f'<CodeBook><Codes><Code guid="{CODE}" name="sea" isCodable="true"/></Codes></CodeBook>'
USERS = f'<Users><User guid="{USER}" name="ana"/></Users>'
TEXT = "One 😀 tide rose.\nAnother 😀 tide fell.\nNo more."
CODING = f'<Coding><CodeRef targetGUID="{CODE}"/></Coding>'


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
    text: bytes = TEXT.encode(),
    losses: Losses | None = None,
    *,
    origin: str = "Another",
    after: str = "",
) -> GivenText:
    element = f'<TextSource name="Tides" plainTextPath="internal://t.txt">{inside}</TextSource>'
    xml = project(f"{USERS}{CODES}<Sources>{element}</Sources>{after}", origin)
    [one] = [
        given
        for given in found(packed(xml, {"sources/t.txt": text}), folder, losses)
        if isinstance(given, GivenText)
    ]
    return one


def selection(
    start: object, end: object, inside: str = CODING, name: str = "", more: str = ""
) -> str:
    attributes = f'name="{name}" startPosition="{start}" endPosition="{end}" {more}'
    return f"<PlainTextSelection {attributes}>{inside}</PlainTextSelection>"
