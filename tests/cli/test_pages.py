"""Pages of the web on the command line."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.transcripts import PROGRAM, environment, run
from tests.ingest.fetching.served import Served, page, serving
from tests.library.given import article_file


@pytest.fixture
def served() -> Iterator[Served]:
    answers = {"/a": page("The ferry\r\nleft.", kind="text/plain; charset=utf-8")}
    with serving({**answers}) as server:
        yield server


def test_a_page_is_added_shown_and_given_back(tmp_path: Path, served: Served) -> None:
    article_file(tmp_path)
    url = served.url("/a", "127.0.0.1")
    ran = run(tmp_path, "add", "numbers.md", url, "--allow-private")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "reader: 2 added")
    again = run(tmp_path, "add", url, "--allow-private", "--json")
    assert (again.code, json.loads(again.out)["unchanged"]) == (0, [url])
    shown = json.loads(run(tmp_path, "show", url, "--json").out)
    assert (shown["path"], shown["url"], shown["text"]) == (url, url, "The ferry\nleft.")
    assert [one["url"] for one in shown["pages"]] == [url]
    assert run(tmp_path, "show", url, "--page").out == "The ferry\r\nleft."
    none = run(tmp_path, "show", "numbers", "--page")
    assert (none.code, "was not fetched as a page" in none.err) == (1, True)


def test_a_page_that_cannot_be_fetched_fails_in_one_line(tmp_path: Path, served: Served) -> None:
    url = served.url("/a", "127.0.0.1")
    ran = run(tmp_path, "add", url)
    assert ran.code == 1
    assert ran.err.splitlines()[1:] == [
        f"reader: not taken in: {url}: leads to 127.0.0.1, an address that is of this machine"
        " itself; --allow-private fetches from there too",
        "reader: 1 not taken in",
    ]
    odd = run(tmp_path, "add", "http://me:word@127.0.0.1/", "--allow-private")
    assert (odd.code, "user or a password" in odd.err) == (1, True)
    assert run(tmp_path, "add", url, "--proxy", "nowhere").code == 2
    assert served.asked == []


def test_ctrl_c_ends_the_waiting_for_a_page_and_keeps_what_is_done(
    tmp_path: Path, served: Served
) -> None:
    over = threading.Event()

    def hangs(_: socket.socket) -> None:
        over.wait(20)

    served.answers["/slow"] = hangs
    urls = [served.url(path, "127.0.0.1") for path in ("/a", "/slow")]
    started = subprocess.Popen(
        [*PROGRAM, "add", "--allow-private", *urls],
        cwd=tmp_path,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
    )
    while len(served.asked) < 2 and started.poll() is None:
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=15)
    over.set()
    assert (started.returncode, "reader: 1 added" in err.decode().splitlines()) == (130, True)
    assert run(tmp_path, "show", urls[0]).out == "The ferry\nleft."
