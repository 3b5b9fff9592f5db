"""REFI-QDA's codebook: valid, exact, and read with distrust."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from reader.annotation.model import Tag, TagUse
from reader.annotation.tagging import tag_path
from reader.errors import FormatError, MisuseError
from reader.formats.export import Options
from reader.formats.given import Given as GivenThing
from reader.formats.given import GivenTag
from reader.formats.losses import Losses
from reader.formats.qdc.read import read
from reader.formats.qdc.write import write
from tests.formats import strategies
from tests.formats.given import Given
from tests.standards import standard

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_ID = "11111111-2222-4333-8444-555555555555"


def use(path: str, id: str = "", color: str = "amber", description: str = "") -> TagUse:
    return TagUse(Tag(id or f"{len(path):08}{_ID[8:]}", path, color, description), 0, "")


def written(*tags: TagUse, losses: Losses | None = None) -> bytes:
    sink = io.BytesIO()
    count = write(Given(tags=tags), sink, Options(), Losses() if losses is None else losses)
    assert count == len(tags)
    return sink.getvalue()


def read_back(data: bytes, folder: Path, losses: Losses | None = None) -> list[GivenThing]:
    file = folder / "codes.qdc"
    file.write_bytes(data)
    return list(read(file, Losses() if losses is None else losses))


def codebook(inside: str) -> bytes:
    start = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
    return f"{start}{inside}</Codes></CodeBook>".encode()


def test_the_bytes_of_a_small_codebook() -> None:
    tags = (use("actors/state", _ID, "green", 'who "acts" & <how>'), use("method"))
    assert written(*tags).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Reader">\n'
        "<Codes>\n"
        '<Code guid="826da868-b8cc-5289-b5bf-5b984d43c514" name="actors" isCodable="false">\n'
        '<Code guid="11111111-2222-4333-8444-555555555555" name="state" isCodable="true"'
        ' color="#84d8b8">\n'
        '<Description>who "acts" &amp; &lt;how&gt;</Description></Code></Code>\n'
        '<Code guid="00000006-2222-4333-8444-555555555555" name="method" isCodable="true"'
        ' color="#e5b567"/>\n'
        "</Codes>\n"
        "</CodeBook>\n"
    )


@given(strategies.tags())
def test_every_codebook_is_valid(tags: list[TagUse]) -> None:
    schema = etree.XMLSchema(file=str(standard("Codebook.xsd")))
    if tags:
        schema.assertValid(etree.fromstring(written(*tags)))


@_SAME_FOLDER
@given(strategies.tags())
def test_any_tags_come_back(tmp_path: Path, tags: list[TagUse]) -> None:
    if tags:
        expected = {GivenTag(one.tag.path, one.tag.color, one.tag.description) for one in tags}
        found = read_back(written(*tags), tmp_path)
        assert len(found) == len(expected)
        assert set(found) == expected


def test_another_program_reads_the_same_codes(tmp_path: Path) -> None:
    pyrefiqda = pytest.importorskip(
        "pyrefiqda", reason="pyrefiqda reads our codebook independently; make setup installs it"
    )
    file = tmp_path / "codes.qdc"
    file.write_bytes(written(use("actors/state", _ID, "green", "who acts")))
    [parent] = pyrefiqda.RefiCodebook.load(file).codes.code
    [code] = parent.code
    assert (parent.name, parent.is_codable) == ("actors", False)
    assert (code.guid, code.name, code.color, code.description) == (
        _ID,
        "state",
        "#84d8b8",
        "who acts",
    )


def test_without_a_tag_there_is_nothing_to_write() -> None:
    with pytest.raises(MisuseError, match="no tag"):
        written()


def test_control_characters_are_counted_and_shown_by_their_pictures(tmp_path: Path) -> None:
    losses = Losses()
    data = written(use("a", description="b\x1b\x00\ufffe"), losses=losses)
    assert list(losses.lines()) == ["the control characters of 1 description"]
    assert read_back(data, tmp_path) == [GivenTag("a", "amber", "b␛␀�")]


def test_names_that_no_tag_can_have_are_changed_and_counted(tmp_path: Path) -> None:
    losses = Losses()
    data = codebook(
        '<Code name="and/or; &#x202e;x" isCodable="true" color="#FA0"><Code name=" b  c "/></Code>'
        f'<Code name="{"long " * 100}"/><Code/>'
    )
    found = read_back(data, tmp_path, losses)
    assert [tag.path for tag in found if isinstance(tag, GivenTag)] == [
        "and-or, �x",
        "and-or, �x/b c",
        ("long " * 40).strip(),
        "unnamed",
    ]
    assert found[0] == GivenTag("and-or, �x", "#ffaa00")
    assert dict(losses.counts()) == {
        ("“/”, “;” or a control character in the name", "code"): 1,
        ("the end of the name", "code"): 1,
        ("the empty name", "code"): 1,
    }


def test_a_name_that_grows_when_it_is_composed_is_cut(tmp_path: Path) -> None:
    [tag] = read_back(codebook(f'<Code name="{chr(0x958) * 150}"/>'), tmp_path)
    assert isinstance(tag, GivenTag)
    assert tag_path(tag.path) == tag.path


@pytest.mark.parametrize("color", ["red", "#12", "#ggg", "", "#１２３"])
def test_what_is_no_color_is_none_and_counted_if_it_says_anything(
    tmp_path: Path, color: str
) -> None:
    losses = Losses()
    data = codebook(f'<Code name="a" color="{color}"/>')
    assert read_back(data, tmp_path, losses) == [GivenTag("a")]
    assert [*losses.lines()] == (["the colour of 1 code"] if color else [])


def test_sets_and_descriptions_of_folders_are_counted(tmp_path: Path) -> None:
    losses = Losses()
    data = codebook(
        '<Code name="a" isCodable="false"><Description>b</Description><Code name="c"/></Code>'
    ).replace(b"</CodeBook>", b'<Sets><Set name="s"/></Sets></CodeBook>')
    assert read_back(data, tmp_path, losses) == [GivenTag("a/c")]
    assert list(losses.lines()) == [
        "the description of 1 parent code",
        "all of 1 set",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be read"),
        (b"\x00\x01\x02", "cannot be read"),
        (b"<CodeBook><Codes>", "cannot be read"),
        (b"<html><body/></html>", "where CodeBook should be"),
        (b'<!DOCTYPE CodeBook [<!ENTITY a "b">]><CodeBook>&a;</CodeBook>', "document type"),
        (b'<!DOCTYPE CodeBook SYSTEM "file:///etc/passwd"><CodeBook/>', "document type"),
        (codebook("<Code name='a'>" * 100_000 + "</Code>" * 100_000), "cannot be read"),
        (codebook("<Code name='&undefined;'/>"), "cannot be read"),
        ("<CodeBook>\ud800</CodeBook>".encode("utf-8", "surrogatepass"), "cannot be read"),
    ],
)
def test_what_is_no_codebook_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said) as refused:
        read_back(data, tmp_path)
    assert str(refused.value).isprintable()
    assert "passwd" not in str(refused.value)


def test_entities_do_not_grow(tmp_path: Path) -> None:
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10)
    )
    data = f'<!DOCTYPE CodeBook [{laughs}]><CodeBook origin="&l9;">&l9;</CodeBook>'.encode()
    with pytest.raises(FormatError):
        read_back(data, tmp_path)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        list(read(tmp_path / "none.qdc", Losses()))
