"""What a server may do to whoever fetches a page: nothing for ever, and nothing without end."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator

import pytest

from reader.errors import IngestError
from reader.ingest.fetching.page import FetchRules, fetch
from tests.ingest.fetching.served import Served, packed, page, rules, sent_on, serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving({}) as server:
        yield server


def _refused(served: Served, why: str, **limits: float) -> None:
    own = rules(seconds=limits.get("seconds", 20), max_size=int(limits.get("max_size", 1_000_000)))
    with pytest.raises(IngestError, match=why) as problem:
        fetch(served.url("/"), own)
    assert "\n" not in problem.value.what


def _wait(over: threading.Event) -> None:
    over.wait(10)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("204 No Content", "is not given by its server"),
        ("206 Partial Content", "is not given by its server"),
        ("304 Not Modified", "is not given by its server"),
        ("401 Unauthorized", "log in there.*save the page"),
        ("403 \x1b[2JNo", r"refused by its server.*\(403 Forbidden\)"),
        ("404 Not Found", r"is not there.*\(404 Not Found\)"),
        ("410 Gone", "there no more"),
        ("418 I", "418"),
        ("429 Slow", "too often"),
        ("500 Oh", "at present; try again later"),
        ("503 Oh", r"\(503 Service Unavailable\)"),
        ("999 No", r"\(999\)"),
    ],
)
def test_an_answer_that_is_no_page_is_told_in_plain_words(
    served: Served, status: str, why: str
) -> None:
    served.answers["/"] = page("<p>Some page.</p>", status=status)
    _refused(served, why)


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("image/png", "of the type 'image/png', which is not taken in"),
        ("application/json; charset=utf-8", "'application/json'"),
        ("text/\x1b[2Jx", r"'text/\\x1b\[2jx'"),
        ("", "of no type that its server tells"),
    ],
)
def test_a_type_that_is_not_taken_in_is_named(served: Served, kind: str, why: str) -> None:
    served.answers["/"] = page("What.", kind=kind)
    _refused(served, why)


def test_an_empty_page_is_told(served: Served) -> None:
    served.answers["/"] = page("")
    _refused(served, "is empty")


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 100\r\n\r\nOne.",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nOne, ",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nOne, \r\n",
        packed(gzip.compress(b"One, two." * 50)[:-12], "Content-Encoding: gzip"),
        packed(gzip.compress(b"One, two." * 50)[:-4], "Content-Encoding: gzip"),
        packed(zlib.compress(b"One, two." * 50)[:-2], "Content-Encoding: deflate"),
    ],
)
def test_a_page_that_was_cut_is_refused(served: Served, answer: bytes) -> None:
    served.answers["/"] = answer
    _refused(served, "ended before all of it was there")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_does_not_unpack_is_refused(served: Served, coding: str) -> None:
    served.answers["/"] = packed(b"\x08\xff no such thing", f"Content-Encoding: {coding}")
    _refused(served, "does not unpack")


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "\x1b[2J"])
def test_what_is_packed_otherwise_is_refused(served: Served, coding: str) -> None:
    served.answers["/"] = packed(b"What.", f"Content-Encoding: {coding}")
    _refused(served, "packed in a way that was not asked for")


def test_what_is_sent_otherwise_is_refused(served: Served) -> None:
    served.answers["/"] = HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
    _refused(served, "sent in a way that was not asked for")


def test_a_page_that_is_said_to_be_too_large_is_not_read(served: Served) -> None:
    served.answers["/"] = HEAD + b"Content-Length: 99999999999\r\n\r\nOne"
    _refused(served, "has more than 1,000,000 bytes; --max-size raises")


def test_a_page_without_an_end_is_given_up(served: Served) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"\r\n")
        while True:
            connection.sendall(b"<p>And more.</p>" * 5000)

    served.answers["/"] = endless
    _refused(served, "has more than 1,000,000 bytes")


def test_a_small_page_that_unpacks_to_a_large_one_is_given_up(served: Served) -> None:
    packing = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    bomb = b"".join(packing.compress(bytes(1 << 20)) for _ in range(300)) + packing.flush()
    assert len(bomb) < 400_000
    served.answers["/"] = packed(bomb, "Content-Encoding: gzip")
    _refused(served, "has more than 1,000,000 bytes")


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP\r\n\r\n",
        b"\0" * 2000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
    ],
)
def test_what_is_no_answer_of_a_web_server_is_refused(served: Served, answer: bytes) -> None:
    served.answers["/"] = answer
    _refused(served, "none of a web server, or too large")


def test_a_large_head_is_refused(served: Served) -> None:
    served.answers["/"] = page("One.", *["X: " + "y" * 60_000] * 5)
    _refused(served, "head that is too large")


def test_a_server_that_hangs_up_is_told(served: Served) -> None:
    served.answers["/"] = lambda connection: None
    _refused(served, "hung up|cannot be reached")


def test_a_closed_port_is_told() -> None:
    with serving({}) as gone:
        pass
    _refused(gone, "cannot be reached .*refused")


def test_a_server_that_says_nothing_is_given_up(served: Served) -> None:
    over = threading.Event()
    served.answers["/"] = lambda connection: _wait(over)
    _refused(served, "took longer than 0.3 seconds", seconds=0.3)
    over.set()


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nX: ", HEAD + b"\r\n"])
def test_a_server_that_says_little_for_ever_is_given_up(served: Served, before: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(before)
        while True:
            connection.sendall(b"a")
            time.sleep(0.02)

    served.answers["/"] = drip
    _refused(served, "took longer than 0.5 seconds", seconds=0.5)


def test_one_limit_of_time_is_for_all_steps_together(served: Served) -> None:
    def slowly(connection: socket.socket) -> None:
        time.sleep(0.2)
        connection.sendall(sent_on("/"))

    served.answers["/"] = slowly
    _refused(served, "took longer than 0.5 seconds", seconds=0.5)
    assert len(served.asked) < 5


def test_a_name_that_is_looked_up_for_ever_is_given_up() -> None:
    over = threading.Event()

    def hangs(host: str, port: int) -> list[str]:
        over.wait(10)
        return []

    with pytest.raises(IngestError, match="took longer than"):
        fetch("http://pages.test/", FetchRules(seconds=0.2, resolve=hangs))
    over.set()


def test_it_can_be_stopped_meanwhile(served: Served) -> None:
    over = threading.Event()
    served.answers["/"] = lambda connection: _wait(over)
    with pytest.raises(IngestError, match="was stopped"):
        fetch(served.url("/"), rules(), lambda: bool(served.asked))
    over.set()
