"""Fetching a page: what arrives, what is sent, and where it is sent on to."""

from __future__ import annotations

import gzip
import hashlib
import socket
import zlib
from collections.abc import Iterator

import pytest

from reader.errors import IngestError
from reader.ingest.fetching.addresses import parsed
from reader.ingest.fetching.content import name_of, type_of
from reader.ingest.fetching.page import FetchRules, fetch
from tests.ingest.fetching.served import Served, packed, page, rules, sent_on, serving

WORDS = "<p>Rain fell on the märket.</p>"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving({"/": page(WORDS, kind="text/html; charset=UTF-8")}) as server:
        yield server


def test_a_page_arrives_as_it_is_with_what_its_server_says_of_it(served: Served) -> None:
    found = fetch(served.url("/#part"), rules())
    assert found.data == WORDS.encode()
    assert found.url_final == served.url("/")
    assert (found.content_type, found.charset) == ("text/html", "utf-8")
    assert found.digest == hashlib.sha256(WORDS.encode()).hexdigest()
    assert found.name == "pages.test.html"


def test_nothing_is_sent_but_what_is_asked_for(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.answers["/a?b=c"] = sent_on("/")
    served.answers["/a?b=c"] = page(
        "", "Location: /", "Set-Cookie: a=b; Path=/", status="302 Found"
    )
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    fetch(served.url("/a?b=c"), rules())
    for request, target in zip(served.asked, ("/a?b=c", "/"), strict=True):
        first, *headers = request.removesuffix("\r\n\r\n").split("\r\n")
        assert first == f"GET {target} HTTP/1.1"
        assert headers[0] == f"Host: pages.test:{served.port}"
        names = [header.partition(":")[0] for header in headers]
        assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]


def test_a_page_that_is_sent_on_is_found_where_it_is_at_last(served: Served) -> None:
    served.answers |= {"/a": sent_on("b/../c?d#e", "301 Moved"), "/c?d": sent_on("/", "307 x")}
    found = fetch(served.url("/a"), rules())
    assert found.url_final == served.url("/")


def test_where_it_is_sent_on_to_may_be_written_in_any_letters(served: Served) -> None:
    served.answers |= {
        "/a": b"HTTP/1.1 302 Found\r\nLocation: /\xc3\xa4 b\r\nContent-Length: 0\r\n\r\n",
        "/%C3%A4%20b": page(WORDS),
    }
    assert fetch(served.url("/a"), rules()).url_final == served.url("/%C3%A4%20b")


def test_a_page_that_is_sent_on_for_ever_is_given_up(served: Served) -> None:
    served.answers["/round"] = sent_on("/round")
    with pytest.raises(IngestError, match="sent on more than 8 times"):
        fetch(served.url("/round"), rules())
    assert len(served.asked) == 9


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("file:///etc/passwd", "to an address that begins with neither http:// nor https://"),
        ("/" + "x" * 9_000, "to an address that is longer than 8,000 characters"),
        ("http://me:secret@pages.test/", "an address that names a user"),
        ("http://2130706433/", "an address that has a host that is neither"),
        ("http://[::1/", "malformed"),
        ("//pages.test:0/", "port 0"),
        ("", "does not say where"),
    ],
)
def test_it_is_sent_on_to_no_address_that_is_not_fetched(served: Served, to: str, why: str) -> None:
    served.answers["/a"] = sent_on(to)
    with pytest.raises(IngestError, match=why):
        fetch(served.url("/a"), rules())


def test_a_page_in_pieces_is_put_together(served: Served) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    served.answers["/a.md"] = head + b"3\r\nOne\r\n6;x=y\r\n, two.\r\n0\r\n\r\n"
    found = fetch(served.url("/a.md"), rules())
    assert (found.data, found.name) == (b"One, two.", "a.md")


def test_a_page_whose_length_is_not_told_ends_with_the_connection(served: Served) -> None:
    served.answers["/a"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nOne."
    assert fetch(served.url("/a"), rules()).data == b"One."


def _raw_deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(b"One, " * 9, mtime=0) + gzip.compress(b"two.", mtime=0)),
        ("x-gzip", gzip.compress(b"One, " * 9 + b"two.", mtime=0) + b"\0" * 40),
        ("GZIP", gzip.compress(b"One, " * 9 + b"two.", mtime=0) + b"what follows"),
        ("deflate", zlib.compress(b"One, " * 9 + b"two.")),
        ("deflate", _raw_deflated(b"One, " * 9 + b"two.")),
        ("identity", b"One, " * 9 + b"two."),
    ],
)
def test_what_is_packed_is_unpacked(served: Served, coding: str, data: bytes) -> None:
    served.answers["/"] = packed(data, f"Content-Encoding: {coding}")
    assert fetch(served.url("/"), rules()).data == b"One, " * 9 + b"two."


def test_a_large_page_is_unpacked_whole(served: Served) -> None:
    text = b"".join(b"%d and more\n" % number for number in range(60_000))
    served.answers["/"] = packed(gzip.compress(text), "Content-Encoding: gzip")
    assert fetch(served.url("/"), rules()).data == text


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("text/html", "/", "pages.test.html"),
        ("TEXT/HTML; charset=x", "/a/report.php?x=/y.z", "report.html"),
        ("application/xhtml+xml", "/a/", "a.xhtml"),
        ("text/plain", "/notes", "notes.txt"),
        ("application/pdf", "/abs/2019.12345", "2019.12345.pdf"),
        ("text/plain", "/README.MD", "README.md"),
        ("text/markdown", "/a%2F..%2Fb.txt", "b.md"),
        ("application/pdf", "/v1.2/a%00b%1b[2J", "ab␛[2J.pdf"),
        ("application/pdf", "/" + "%C3%A4" * 300, "ä" * 60 + ".pdf"),
        ("text/plain", "/..", "pages.test.txt"),
        ("text/plain", "/.md", "md.txt"),
    ],
)
def test_a_page_has_the_name_of_a_file_of_its_kind(kind: str, path: str, name: str) -> None:
    found = name_of(parsed(f"https://pages.test{path}"), type_of(kind))
    assert found == name


@pytest.mark.parametrize(
    ("told", "charset"),
    [
        ("text/html", ""),
        ("text/html; charset=ISO-8859-2", "iso8859-2"),
        ('text/html; x=y; Charset="utf-8"', "utf-8"),
        ("text/html; charset=latin-1", "cp1252"),
        ("text/html; charset=no-such", ""),
        ("text/html; charset=utf-16", "utf-16"),
        ("text/html; charset=base64", ""),
        ("text/html; charset=unicode_escape", ""),
        ("text/html; charset=", ""),
    ],
)
def test_an_encoding_that_is_told_is_one_that_python_knows(
    served: Served, told: str, charset: str
) -> None:
    served.answers["/"] = page("Words.", kind=told)
    assert fetch(served.url("/"), rules()).charset == charset


def test_by_tls_the_name_is_asked_for_and_the_certificate_is_for_it() -> None:
    with serving({"/": page(WORDS)}, certificate="pages") as served:
        found = fetch(served.url("/", scheme="https"), rules())
        assert (found.data, served.names) == (WORDS.encode(), ["pages.test"])


@pytest.mark.parametrize(
    ("certificate", "host", "why"),
    [("pages", "other.test", "mismatch"), ("expired", "pages.test", "expired")],
)
def test_a_certificate_for_another_name_or_an_old_one_is_refused(
    certificate: str, host: str, why: str
) -> None:
    with serving({"/": page(WORDS)}, certificate) as served:
        with pytest.raises(IngestError, match=f"certificate that is not to be trusted .*{why}"):
            fetch(served.url("/", host, "https"), rules())
        assert served.asked == []


def test_a_certificate_by_an_unknown_authority_is_refused() -> None:
    with serving({"/": page(WORDS)}, certificate="pages") as served:
        own = FetchRules(allow_private=True, resolve=lambda host, port: ["127.0.0.1"])
        with pytest.raises(IngestError, match="certificate that is not to be trusted"):
            fetch(served.url("/", scheme="https"), own)


def test_a_server_that_speaks_no_tls_is_refused(served: Served) -> None:
    with pytest.raises(IngestError, match=r"TLS failed|ended before"):
        fetch(served.url("/", scheme="https"), rules())


def test_from_https_it_is_not_sent_on_to_http(served: Served) -> None:
    with (
        serving({"/": sent_on(served.url("/"))}, certificate="pages") as secure,
        pytest.raises(IngestError, match="anybody on the way could have changed"),
    ):
        fetch(secure.url("/", scheme="https"), rules())
    assert served.asked == []


def test_from_http_it_is_sent_on_to_https(served: Served) -> None:
    with serving({"/": page(WORDS)}, certificate="pages") as secure:
        served.answers["/"] = sent_on(secure.url("/", scheme="https"))
        assert fetch(served.url("/"), rules()).url_final.startswith("https:")


def test_a_page_by_tls_that_may_have_been_cut_is_refused() -> None:
    def cut(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nOne")
        connection.shutdown(socket.SHUT_RDWR)

    with (
        serving({"/": cut}, certificate="pages") as served,
        pytest.raises(IngestError, match="ended before all of it was there"),
    ):
        fetch(served.url("/", scheme="https"), rules())
