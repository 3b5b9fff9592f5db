"""The codebook: each tag once, with its meaning and how much it is used, and back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import Tag, TagUse
from reader.errors import ReaderError
from reader.formats.codebook.read import read
from reader.formats.codebook.write import write
from reader.formats.export import Options
from reader.formats.given import GivenTag
from reader.formats.losses import Losses
from tests.formats.given import Given
from tests.formats.test_csv import record

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def use(path: str, color: str = "amber", description: str = "", count: int = 0) -> TagUse:
    return TagUse(Tag(path, path, color, description), count, "")


def written(*uses: TagUse) -> str:
    sink = io.StringIO(newline="")
    records = [
        record(article=article, tags=tags)
        for article, tags in (("1", ("a/b", "c")), ("1", ("a/b",)), ("2", ("a/b",)))
    ]
    assert write(Given(records, tags=uses), sink, Options(), Losses()) == len(uses)
    return sink.getvalue()


def test_the_bytes_of_a_codebook() -> None:
    assert written(use("a/b", "#aa00ff", 'who, "acts"', 3), use("c", count=1), use("=d")) == (
        "tag,description,number of highlights,number of documents,color\r\n"
        'a/b,"who, ""acts""",3,2,#aa00ff\r\n'
        "c,,1,1,amber\r\n"
        "'=d,,0,0,amber\r\n"
    )


def test_a_byte_order_mark_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    sink = io.StringIO(newline="")
    write(Given(tags=(use("海"),)), sink, Options(bom=True), Losses())
    assert sink.getvalue().startswith("\ufefftag,")
    file = tmp_path / "in.csv"
    file.write_text(sink.getvalue(), "utf-8", newline="")
    assert [*read(file, Losses())] == [GivenTag("海", "amber")]


@given(path=_TEXT.filter(bool), description=_TEXT)
def test_any_tag_comes_back(
    tmp_path_factory: pytest.TempPathFactory, path: str, description: str
) -> None:
    file = tmp_path_factory.mktemp("codebook") / "in.csv"
    file.write_bytes(written(use(path, "rose", description)).encode())
    assert list(read(file, Losses())) == [GivenTag(path, "rose", description)]


def test_what_is_written_raw_is_read_exactly(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("tag,description\n'=a,'+b\n")
    assert list(read(file, Losses(), raw=True)) == [GivenTag("'=a", "", "'+b")]
    assert list(read(file, Losses())) == [GivenTag("=a", "", "+b")]


def test_taguettes_own_codebook_is_read(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("tag,description,number of highlights,number of documents\nx.y,what,3,1\n")
    assert list(read(file, Losses())) == [GivenTag("x.y", "", "what")]


def test_columns_that_are_not_known_are_counted(tmp_path: Path) -> None:
    file, losses = tmp_path / "in.csv", Losses()
    file.write_text("Tag,Colour,parent,number of documents\nsea,teal,water,3\n")
    assert list(read(file, losses)) == [GivenTag("sea", "teal")]
    assert [*losses.lines()] == ["the cells of 1 unknown column"]


@pytest.mark.parametrize("content", [b"", b"x,y\n", b"tag,color\na\n", b"tag\n\xff\n", b'tag\n"a'])
def test_what_is_malformed_is_told_in_a_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes(content)
    with pytest.raises(ReaderError, match="line ") as told:
        list(read(file, Losses()))
    assert "\n" not in str(told.value)
