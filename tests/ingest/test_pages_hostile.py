"""Pages that were made to do harm, or that broke on the way."""

from __future__ import annotations

import logging
import socket
import sys
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest import taking
from reader.ingest.kinds import html
from reader.ingest.pages import main_text, trees
from reader.ingest.understood import Asked, File, Understood

PROSE = "<p>The harbour wall will be raised by two metres before the winter, it was said."


def taken(
    page: str | bytes, *, encoding: str = "", charset: str = "", full: bool = False
) -> Understood:
    data = page if isinstance(page, bytes) else page.encode()
    asked = Asked(encoding=encoding, is_full=full)
    return html.understand(File(data, "page.html", asked, charset=charset))


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "x-y"])
def test_nothing_is_lost_however_deep_a_page_nests(tag: str) -> None:
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    page = f"before <{tag}>" + f"in <{tag}>" * 10_000 + "deepest" + closing * 10_001 + " after"
    words = taken(page, full=True).document.text.split()
    assert words.count("in") == 10_000
    assert (words[0], words[-1]) == ("before", "after")
    assert "deepest" in words


def test_a_tag_with_any_number_of_attributes_is_read() -> None:
    attributes = " ".join(f"a{number}={number}" for number in range(100_000))
    long = "x" * 3_000_000
    page = taken(f"<p {attributes}>one</p><p title='{long}'>two</p><p data-x={long}>three</p>")
    assert page.document.text.split() == ["one", "two", "three"]


def test_a_page_with_more_tags_than_memory_has_room_for_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trees, "MOST_TAGS", 10)
    with pytest.raises(IngestError, match="has 11 tags, and the limit is 10"):
        taken("<p>" * 11)


def test_a_page_that_is_too_large_to_judge_is_kept_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(main_text, "MOST_ELEMENTS", 10)
    page = taken(f"<nav><a href=1>Tide</a></nav>{PROSE * 12}")
    assert page.document.text.startswith("Tide")
    assert "too large" in page.warnings[0]


def test_no_entity_is_expanded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    page = (
        f'<!DOCTYPE html [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "&c;&c;">'
        '<!ENTITY c "ha">]>'
        f"<p>&a; &b; {PROSE}"
    )
    text = taken(page).document.text
    assert "hidden words" not in text
    assert "haha" not in text


def test_controls_and_marks_of_direction_are_harmless_wherever_they_stand() -> None:
    page = taken(
        "<title>A\x1b]0;x\x07</title><meta name=author content='B\x1b[2J C\u202e'>"
        "<h1>A\x9b2J</h1><p>d\u202ee &#27;[2J &#x202e; &#150; <a href='http://e.org/\x1b'>f</a>"
        + PROSE
        * 4
    )
    said = "\n".join(map(str, (page.document.text, page.title, page.author, page.metadata)))
    said += "".join(mark.target for block in page.document.blocks for mark in block.marks)
    assert not any(ord(character) < 32 and character != "\n" for character in said)
    assert not set(said) & {"\x9b", "\u202e", "\x7f"}
    assert "–" in page.document.text


@pytest.mark.parametrize("page", ["", " \n", "<html></html>", "<script>var a = 1</script>", "<!--"])
def test_a_page_with_nothing_to_read_says_so(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page)
    with pytest.raises(IngestError, match="has no text in it"):
        taking.take_changed(path, "")


def test_binary_data_are_no_page() -> None:
    with pytest.raises(IngestError, match="is binary"):
        taken(b"<p>\0\1\2")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("is_asked", [True, False])
def test_a_page_of_two_bytes_a_character_needs_no_mark(encoding: str, is_asked: bool) -> None:
    source = "<title>Lock</title><p>" + "The upper lock was closed for the winter. " * 20
    asked = Asked(encoding=encoding if is_asked else "")
    found = html.understand(File(source.encode(encoding), "a.html", asked))
    assert found.document.text.count("upper lock") == 20
    assert found.encoding == encoding


def test_nothing_is_fetched_logged_or_written(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("HOME", str(tmp_path))
    logging.getLogger("trafilatura").setLevel(logging.NOTSET)
    taken("<p>x")
    taken(f"<base href=http://e.org/><link rel=stylesheet href=http://e.org/a>{PROSE * 5}")
    assert [*tmp_path.iterdir()] == []
    assert capfd.readouterr() == ("", "")


def test_a_page_is_kept_in_full_where_trafilatura_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    page = taken(PROSE)
    assert page.document.text.startswith("The harbour wall")
    assert page.warnings


def test_without_trafilatura_a_page_can_be_kept_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(IngestError, match=r"needs trafilatura.*--full"):
        taken(PROSE)
    assert taken(PROSE, full=True).document.text.startswith("The harbour wall")


CAFE = "<p>Café – “naïve” &amp; more"


@pytest.mark.parametrize(
    ("data", "charset", "encoding", "is_guess"),
    [
        (CAFE.encode(), "", "", False),
        (CAFE.encode(), "utf-8", "", False),
        (b"\xef\xbb\xbf" + CAFE.encode(), "iso-8859-1", "", False),
        (CAFE.encode("utf-16"), "", "utf-16-le", False),
        (CAFE.encode("cp1252"), "windows-1252", "cp1252", False),
        (CAFE.encode("cp1252"), "iso-8859-1", "cp1252", False),
        (b"<meta charset=iso-8859-1>" + CAFE.encode("cp1252"), "", "cp1252", False),
        (b"<meta charset=iso-8859-1>" + CAFE.encode(), "", "", True),
        (b"<meta charset=iso-8859-5><meta charset=utf-8>" + CAFE.encode(), "", "", True),
    ],
)
def test_the_encoding_is_what_says_so_or_marked_a_guess(
    data: bytes, charset: str, encoding: str, is_guess: bool
) -> None:
    page = taken(data, charset=charset)
    assert page.document.text == "Café – “naïve” & more"
    assert (page.encoding, page.is_guess) == (encoding, is_guess)


def test_an_encoding_that_nothing_tells_is_a_guess() -> None:
    words = "Ёлка стоит у моря, и ветер качает её ветви весь день. " * 9
    page = taken(f"<p>{words}".encode("cp1251"))
    assert page.is_guess
    assert page.document.text == words.strip()


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    page = taken(b"<meta charset=utf-8>" + ("<p>Caf\u00e9 au lait" * 400).encode() + b"\xe9 x")
    assert page.is_guess
    assert "Café au lait\ufffd x" in page.document.text


def test_an_encoding_that_is_asked_for_is_taken_or_refused() -> None:
    data = "<meta charset=utf-8><p>ж".encode("koi8-r")
    assert taken(data, encoding="koi8-r").document.text == "ж"
    with pytest.raises(IngestError, match="is not in ascii"):
        taken(data, encoding="ascii")


def test_no_library_for_pages_is_loaded_before_a_page_comes() -> None:
    import subprocess

    program = (
        "import sys, reader.cli, reader.library, reader.ingest.taking\n"
        "print([name for name in ('lxml', 'trafilatura') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
