"""Pages that only this machine or its network reaches are not fetched, however they are named."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest

from reader.errors import IngestError
from reader.ingest.fetching import connecting
from reader.ingest.fetching.page import FetchRules, fetch
from reader.ingest.fetching.patience import Patience
from tests.ingest.fetching.served import Served, page, rules, sent_on, serving

ANYBODYS = "192.0.43.8"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving({"/": page("Words.")}) as server:
        yield server


@pytest.fixture
def opened(served: Served, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers that are connected to: instead, it is always the server here."""
    found: list[str] = []

    def here(number: str, port: int, through: object, patience: Patience) -> socket.socket:
        found.append(number)
        return socket.create_connection(("127.0.0.1", served.port))

    monkeypatch.setattr(connecting, "_opened", here)
    return found


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"]
)
def test_a_private_number_is_refused(opened: list[str], served: Served, host: str) -> None:
    with pytest.raises(IngestError, match="--allow-private"):
        fetch(served.url("/", host), rules(allow_private=False))
    assert (opened, served.asked) == ([], [])


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::a00:1"],
        ["100.100.100.200"],
        [ANYBODYS, "10.0.0.1"],
        ["fe80::1", ANYBODYS],
        ["2606:4700::1111%lo"],
        ["what"],
    ],
)
def test_a_name_that_may_lead_to_a_private_number_is_refused(
    opened: list[str], served: Served, numbers: Sequence[str]
) -> None:
    with pytest.raises(IngestError, match=r"leads to .*--allow-private"):
        fetch(served.url("/"), rules(numbers, allow_private=False))
    assert (opened, served.asked) == ([], [])


def test_a_name_is_looked_up_once_and_that_number_is_connected_to(
    opened: list[str], served: Served
) -> None:
    answers = [[ANYBODYS], ["127.0.0.1"]]
    found = fetch(served.url("/"), FetchRules(resolve=lambda host, port: answers.pop(0)))
    assert (found.data, opened, len(answers)) == (b"Words.", [ANYBODYS], 1)


def test_where_it_is_sent_on_to_is_checked_anew(opened: list[str], served: Served) -> None:
    served.answers["/"] = sent_on("/again")
    answers = [[ANYBODYS], ["127.0.0.1"]]
    own = FetchRules(resolve=lambda host, port: answers.pop(0))
    with pytest.raises(IngestError, match=r"sent on to .*/again, which leads to 127\.0"):
        fetch(served.url("/"), own)
    assert (opened, len(served.asked)) == ([ANYBODYS], 1)


def test_it_is_not_sent_on_to_a_private_number(opened: list[str], served: Served) -> None:
    served.answers["/"] = sent_on("http://169.254.169.254/latest/")
    with pytest.raises(IngestError, match=r"leads to 169\.254\.169\.254"):
        fetch(served.url("/"), rules([ANYBODYS], allow_private=False))
    assert len(served.asked) == 1


def test_a_private_page_is_fetched_where_that_is_asked_for(served: Served) -> None:
    assert fetch(served.url("/", "127.0.0.1"), rules()).data == b"Words."


def test_the_next_number_is_tried_where_one_does_not_answer(served: Served) -> None:
    # Of the second no machine has this port open.
    assert fetch(served.url("/"), rules(["127.9.9.9", "127.0.0.1"])).data == b"Words."


def test_an_unknown_host_is_said_to_be(served: Served) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(IngestError, match=r"host that is not found \(pages.test\)"):
        fetch(served.url("/"), FetchRules(resolve=unknown))
    with pytest.raises(IngestError, match="host that is not found"):
        fetch(served.url("/"), rules([]))


def test_the_systems_own_look_up_gives_each_number_once() -> None:
    assert list(connecting.look_up("127.0.0.1", 80)) == ["127.0.0.1"]
