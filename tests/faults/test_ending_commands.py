"""Commands that are ended by signals, or that nobody reads: nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from reader.library import Library
from reader.text.document import Span
from tests.faults.given import READER, check_sound, database, names
from tests.terminals import PATIENCE

SLOW = """
import sys, time
from reader.store import {module}
def slow(*given, real={module}.{name}):
    print("at work", file=sys.stderr, flush=True)
    time.sleep(60)
    return real(*given)
{module}.{name} = slow
from reader.cli import main
sys.exit(main())
"""
"""The program, with a pause in the middle of something."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_creation_ended_by_a_signal_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "new.md").write_text("# New\n\nA sentence stands here.\n")
    program = SLOW.format(module="creating", name="_place")
    arguments = ["--db", str(tmp_path / "annotations.db"), "add", str(tmp_path / "new.md")]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "at work\n"
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert "Traceback" not in errors
    assert names(tmp_path) == {"new.md"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_an_add_ended_by_a_signal_leaves_a_sound_database(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = database(tmp_path)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for index in range(60):
        (corpus / f"{index}.md").write_text(f"# Article {index}\n\n" + "Words. " * 20_000)
    process = subprocess.Popen(
        [*READER, "--db", str(path), "add", str(corpus)], stderr=subprocess.PIPE, text=True
    )
    end = monotonic() + PATIENCE
    with Library.open(path, annotator="ann") as library:
        while len(library.articles()) < 2:
            assert monotonic() < end
            sleep(0.01)
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE)
    # It may have been done already.
    assert process.returncode in (0, 128 + number)
    assert "Traceback" not in errors
    check_sound(path)
    assert not any(name.endswith((".new", ".part")) for name in names(tmp_path))


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    path = database(tmp_path)
    program = (
        "import os, signal, sys; from reader.cli import main\n"
        "from reader.library import library\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "real = library.Library.annotate\n"
        "def annotate(*given, **named):\n"
        "    os.kill(os.getpid(), signal.SIGHUP)\n"
        "    return real(*given, **named)\n"
        "library.Library.annotate = annotate\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [
            *(sys.executable, "-c", program, "--db", str(path)),
            *("annotate", "Faults", "--quote", "Sentence 3 says"),
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", ["export", "show Faults", "annotations"])
def test_a_pipe_that_nobody_reads_is_quiet(tmp_path: Path, command: str) -> None:
    path = database(tmp_path, "# Faults\n\n" + "Sentence words enough. " * 20_000)
    with Library.open(path, annotator="ann") as library:
        [row] = library.articles()
        futures = [library.annotate(row.article, Span(at, at + 900)) for at in range(9, 400)]
        assert all(future.result().annotation for future in futures)
    process = subprocess.Popen(
        [*READER, "--db", str(path), *command.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=PATIENCE) == 0


def test_an_id_that_cannot_be_printed_is_no_traceback_and_its_annotation_is_whole(
    tmp_path: Path,
) -> None:
    path = database(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*READER, "--db", str(path), "annotate", "Faults", "--quote", "Sentence 3 says"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    check_sound(path)
