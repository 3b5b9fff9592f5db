"""What the benchmarks stand on: terminals seen from outside, processes, figures and tables."""

from __future__ import annotations

import doctest
import random
import sys
import time
from pathlib import Path

import pytest

from benchmarks import anchoring_texts, annotated, figures, marked, processes, table
from benchmarks.anchoring_edits import edited
from benchmarks.figures import Times
from benchmarks.parsing import draws_text
from benchmarks.processes import Watch
from benchmarks.table import Ratio, Section
from benchmarks.terminal import Terminal
from benchmarks.texts import BYTES, FIRST, article, named
from reader.library import Library
from reader.text.document import Span

ECHO = ("sh", "-c", "stty raw -echo; echo ready; exec cat")
PATIENT = 10.0


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_a_word_is_seen_through_the_escapes_it_is_drawn_with() -> None:
    with Terminal(python(r"print('\x1b[2;3Hha\x1b[1mrb\x1b[0mour'); input()")) as terminal:
        assert terminal.shown_after("harbour", timeout=PATIENT) > 0


def test_a_word_that_never_comes_is_an_error() -> None:
    with Terminal(ECHO) as terminal, pytest.raises(TimeoutError):
        terminal.shown_after("elsewhere", timeout=0.2)


def test_a_key_is_answered() -> None:
    with Terminal(ECHO) as terminal:
        terminal.shown_after("ready", timeout=PATIENT)
        press = terminal.press("j", timeout=PATIENT)
        assert press is not None
        assert 0 < press.first <= press.last


def test_a_key_that_draws_nothing_has_no_time() -> None:
    silent = ("sh", "-c", "stty raw -echo; echo ready; exec cat >/dev/null")
    with Terminal(silent) as terminal:
        terminal.shown_after("ready", timeout=PATIENT)
        assert terminal.press("j", timeout=0.2) is None


def test_output_that_does_not_count_is_passed_over() -> None:
    with Terminal(ECHO) as terminal:
        terminal.shown_after("ready", timeout=PATIENT)
        assert terminal.press("j", counts=lambda written: b"k" in written, timeout=0.2) is None


def test_a_program_never_waits_for_its_output_to_be_taken() -> None:
    with Terminal(python("print('x' * 1_000_000)")) as terminal:
        assert terminal.ended(PATIENT)


def test_a_program_is_told_of_the_size_and_of_a_new_one() -> None:
    program = (
        "import os, signal\n"
        "say = lambda *_: print('size', *os.get_terminal_size(), '.')\n"
        "signal.signal(signal.SIGWINCH, say)\n"
        "say()\n"
        "while True: signal.pause()"
    )
    with Terminal(python(program)) as terminal:
        terminal.shown_after("size 144 40 .", timeout=PATIENT)
        terminal.resize(100)
        terminal.shown_after("size 100 40 .", timeout=PATIENT)


STARTS_ANOTHER = (
    "import subprocess, sys\n"
    "subprocess.Popen([sys.executable, '-c', 'b = bytes(60_000_000); print(\"up\"); input()'])\n"
    "input()"
)


def test_what_a_program_starts_counts_as_its_memory() -> None:
    with Terminal(python(STARTS_ANOTHER)) as terminal, Watch(terminal.pid) as watch:
        terminal.shown_after("up", timeout=PATIENT)
        time.sleep(0.1)
        assert len([*processes.tree(terminal.pid)]) == 2
        assert processes.memory(terminal.pid).resident > processes.peak_of(terminal.pid)
    assert watch.peak.resident >= watch.peak.share > 0


def test_what_a_program_started_ends_with_it() -> None:
    with Terminal(python(STARTS_ANOTHER)) as terminal:
        terminal.shown_after("up", timeout=PATIENT)
        started = [*processes.tree(terminal.pid)]
    assert not any(map(processes.runs, started))


def test_the_slowest_of_twenty_is_left_out() -> None:
    times = Times([1.0] * 20 + [50.0])
    assert (times.median, times.p95, times.worst) == (1.0, 1.0, 50.0)
    assert Times([3.0]).p95 == 3.0


def test_a_table_has_its_words_left_and_its_numbers_right() -> None:
    section = Section("T", "About.", ("", "key", "to it"), [["a", "`j`", Ratio(1)]], labels=2)
    assert "| | key | to it |\n| --- | --- | ---: |\n| a | `j` | 1.00 |" in str(section)
    assert doctest.testmod(table).failed == 0


def test_a_share_says_between_what_it_lies() -> None:
    assert doctest.testmod(figures).failed == 0


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("script", ["Cyrillic", "Chinese"])
def test_where_a_quote_stands_after_edits_is_known(script: str, moved: bool) -> None:
    text = anchoring_texts.made(script, 30_000, seed=1)
    for rate in (0.0, 0.1):
        one = edited(text, rate, moved=moved, by_words=False, each=5, chance=random.Random(rate))
        assert len(one.quotes) >= 18
        for quote in one.quotes:
            words = one.old[slice(*quote.span)]
            assert (one.old.count(words) > 1) == quote.repeated
            if quote.truth is not None and not rate:
                assert one.new[slice(*quote.truth)] == words
            if quote.truth is None and not quote.repeated and not rate:
                assert words not in one.new


def test_only_the_text_tells_of_a_key() -> None:
    assert draws_text(b"\x1b[4;40Hword")
    assert draws_text(b"\x1b[20;1Hword")
    assert not draws_text(b"\x1b[39;40H41 %")
    assert not draws_text(b"\x1b[1;60H41 %")
    assert not draws_text(b"\x1b[5;1H41 %")


@pytest.mark.parametrize("name", ["10 KB", "100 KB"])
def test_a_text_has_its_size_and_its_first_word_below_the_title(name: str) -> None:
    text = article(BYTES[name])
    assert 1.0 <= len(text) / BYTES[named(name.replace(" ", "").lower())] < 1.2
    title, _, rest = text.partition("\n\n")
    assert FIRST not in title
    assert rest.startswith(FIRST)


def test_passages_are_all_different_and_whole_words() -> None:
    text = article(10_000)
    within = Span(100, 2_000)
    made = [*annotated.passages(random.Random(1), text, within, 500)]
    assert len(set(made)) == 500
    assert all(100 <= start < end <= 2_000 for start, end in made)


def test_a_library_made_through_sql_is_as_marking_would_leave_it(tmp_path: Path) -> None:
    marked.make(tmp_path / "annotations.db", 2 * marked.EACH)
    with Library.open(tmp_path / "annotations.db", annotator="ann") as library:
        texts = {row.article.id: library.document(row.article).text for row in library.articles()}
        marks = library.annotations()
    assert len(texts) == 2
    assert len(marks) == 2 * marked.EACH
    assert all(texts[mark.article][mark.start : mark.end] == mark.quote for mark in marks)
    assert {len(mark.tags) for mark in marks} == {0, 1, 2, 3}
