"""A proxy is asked where one is named, for the number that was checked, and nowhere else."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from reader.errors import IngestError, MisuseError
from reader.ingest.fetching.page import fetch
from tests.ingest.fetching.served import Served, page, rules, serving


@contextlib.contextmanager
def proxying(served: Served, status: str = "200 Go on") -> Iterator[tuple[str, list[str]]]:
    """Give the address of a proxy that leads to one server only, and what it is asked."""
    listening = socket.create_server(("127.0.0.1", 0))
    asked: list[str] = []

    def run() -> None:
        # Nobody may come, and whoever it leads to may be gone by then.
        with contextlib.suppress(OSError), listening.accept()[0] as connection:
            request = b""
            while b"\r\n\r\n" not in request:
                if not (piece := connection.recv(4096)):
                    return
                request += piece
            asked.append(request.decode())
            connection.sendall(f"HTTP/1.1 {status}\r\n\r\n".encode())
            with socket.create_connection(("127.0.0.1", served.port)) as other:
                back = threading.Thread(target=_carry, args=(other, connection), daemon=True)
                back.start()
                _carry(connection, other)
                back.join(5)

    running = threading.Thread(target=run, daemon=True)
    running.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}", asked
    finally:
        with contextlib.suppress(OSError):
            # This wakes whoever waits for a connection, which closing alone does not.
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        running.join(10)


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_WR)


@pytest.mark.parametrize(("scheme", "certificate"), [("http", ""), ("https", "pages")])
def test_a_proxy_is_asked_for_the_number_that_was_checked(scheme: str, certificate: str) -> None:
    with serving({"/": page("Words.")}, certificate) as served, proxying(served) as (at, asked):
        own = rules(["192.0.43.8"], allow_private=False, proxy=f"http://{at}")
        assert fetch(served.url("/", scheme=scheme), own).data == b"Words."
        assert asked == [
            f"CONNECT 192.0.43.8:{served.port} HTTP/1.1\r\nHost: 192.0.43.8:{served.port}\r\n\r\n"
        ]
        assert f"Host: pages.test:{served.port}\r\n" in served.asked[0]


def test_what_is_private_is_refused_by_a_proxy_too() -> None:
    with serving({}) as served, proxying(served) as (at, asked):
        with pytest.raises(IngestError, match="--allow-private"):
            fetch(served.url("/"), rules(allow_private=False, proxy=f"http://{at}"))
        assert asked == []


def test_where_private_pages_are_allowed_a_proxy_looks_the_name_up() -> None:
    with serving({"/": page("Words.")}) as served, proxying(served) as (at, asked):
        fetch(served.url("/"), rules([], proxy=f"http://{at}"))
        assert asked[0].startswith(f"CONNECT pages.test:{served.port} ")


def test_a_proxy_is_told_who_asks_and_the_server_is_not() -> None:
    with serving({"/": page("Words.")}) as served, proxying(served) as (at, asked):
        fetch(served.url("/"), rules(proxy=f"http://me:my%20word@{at}"))
        assert "Proxy-Authorization: Basic bWU6bXkgd29yZA==\r\n" in asked[0]
        assert "Authorization" not in served.asked[0]


def test_a_proxy_that_does_not_connect_is_told() -> None:
    with (
        serving({}) as served,
        proxying(served, "403 No") as (at, _),
        pytest.raises(IngestError, match=r"the proxy does not connect .*\(403\)"),
    ):
        fetch(served.url("/"), rules(proxy=f"http://{at}"))


def test_a_proxy_that_is_not_there_is_told() -> None:
    with serving({}) as gone:
        pass
    with pytest.raises(IngestError, match="the proxy cannot be reached"):
        fetch("http://pages.test/", rules(proxy=f"http://127.0.0.1:{gone.port}"))


@pytest.mark.parametrize(
    "written",
    [
        "localhost:80",
        "https://a",
        "socks5://me:secret@a:1",
        "http://",
        "http://a:secret",
        "http://a b",
    ],
)
def test_what_is_no_proxy_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(MisuseError, match="write it as http://HOST:PORT") as problem:
        fetch("http://pages.test/", rules(proxy=written))
    assert "secret" not in str(problem.value)
