"""REFI-QDA projects that nobody should trust: they are refused in one line, or counted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.formats.losses import Losses
from reader.formats.qdpx import archive
from tests.formats.qdpx_projects import (
    CODES,
    CODING,
    TEXT,
    found,
    packed,
    project,
    selection,
    source,
)

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def laughs() -> str:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10)
    )
    return f'<!DOCTYPE Project [{entities}]><Project name="&l9;">&l9;</Project>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no zip archive"),
        (b"PK\x05\x06" + b"\xff" * 18, "no|more than|several parts"),
        (packed("", {}), "cannot be read"),
        (packed("<Project>", {}), "cannot be read"),
        (packed("<CodeBook/>", {}), "where Project should be"),
        (packed(laughs(), {}), "document type|cannot be read"),
        (packed(project("<Code>" * 100_000 + "</Code>" * 100_000), {}), "cannot be read"),
        (packed(project("&undefined;"), {}), "cannot be read"),
        (packed(b"\xff\xfe\x00", {}), "cannot be read"),
        (packed(project(""), {})[:-40], "no zip archive"),
        (packed(project(""), {}).replace(b"project.qde", b"elsewhere.x"), "no project.qde"),
    ],
)
def test_what_is_no_project_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said) as refused:
        found(data, tmp_path)
    assert str(refused.value).isprintable()


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    xml = project('<Sources><TextSource plainTextPath="internal://t.txt"/></Sources>')
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as made:
        made.writestr("project.qde", xml)
        made.writestr("sources/t.txt", "tide")
    data = sink.getvalue()
    for hurt in (data.replace(b"tide", b"tidE"), data.replace(b'name="p"', b'name="q"')):
        with pytest.raises(FormatError, match="damaged"):
            found(hurt, tmp_path)


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed(project(""), {}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    with pytest.raises(FormatError, match="damaged"):
        found(bytes(data), tmp_path)


def test_what_would_unpack_to_very_much_is_refused(tmp_path: Path) -> None:
    xml = project('<Sources><TextSource plainTextPath="internal://t.txt"/></Sources>')
    bomb = packed(xml, {"sources/t.txt": b"\0" * (archive.LARGE + 1)})
    with pytest.raises(FormatError, match="unpack"):
        found(bomb, tmp_path)


def test_one_file_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "HIGHEST", 1_000)
    losses = Losses()
    sources = '<TextSource plainTextPath="internal://t.txt"/>' * 4
    data = packed(project(f"<Sources>{sources}</Sources>"), {"sources/t.txt": b"ab" * 400})
    found(data, tmp_path, losses)
    assert list(losses.lines()) == ["the text of 2 sources"]


def test_a_directory_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MEMBERS", 3)
    with pytest.raises(FormatError, match="more than 3 files"):
        found(packed(project(""), {f"sources/{n}.txt": b"" for n in range(9)}), tmp_path)


@pytest.mark.parametrize("disks", [b"PK\x05\x06", b"\1\0\0\0", b"\0\0\1\0"])
def test_an_archive_that_says_it_is_one_of_several_parts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disks: bytes
) -> None:
    monkeypatch.setattr(archive, "MEMBERS", 3)
    data = packed(project(""), {f"sources/{n}.txt": b"" for n in range(9)})
    # Where the directory begins is told as 0: what is taken for its size there is small.
    data = data[:-18] + disks + data[-14:-6] + bytes(6)
    with pytest.raises(FormatError, match="in several parts"):
        found(data, tmp_path)


def test_selections_of_all_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.formats.merging.MOST", 100)
    inside = "".join(selection(start, 40) for start in range(6))
    with pytest.raises(FormatError, match="without end"):
        source(inside, tmp_path)


@_SAME_FOLDER
@given(st.binary(max_size=60), st.integers(0, 3_000), st.integers(0, 20))
def test_no_damage_is_more_than_an_error(tmp_path: Path, hurt: bytes, at: int, length: int) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as made:
        inside = selection(0, 3) + CODING
        element = f'<TextSource plainTextPath="internal://t.txt">{inside}</TextSource>'
        made.writestr("project.qde", project(f"{CODES}<Sources>{element}</Sources>"))
        made.writestr("sources/t.txt", TEXT)
    data = sink.getvalue()
    at %= len(data)
    try:
        found(data[:at] + hurt + data[at + length :], tmp_path)
    except FormatError as error:
        assert str(error)
