"""What processes answer with: nothing of it acts, and what is malformed costs one file."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest import answering, apart, together
from reader.ingest.apart import Apart
from reader.ingest.pool import Pool
from reader.ingest.together import Answer, Question, Together
from reader.ingest.understood import Asked

_SAYS = """
import sys, pickle
sys.path[:] = sys.argv[{paths}:]
sys.stdin.buffer.read(1)
data = {data!r}
sys.stdout.buffer.write(data)
sys.stdout.buffer.flush()
sys.stdin.buffer.read()
"""
"""The program of a process that answers `data`, whatever it is asked."""
_PRINTS = """
import sys
sys.path[:] = sys.argv[{paths}:]
from reader.ingest import {module} as module
honest = module.take_changed
def take_changed(*others, **named):
    import os
    print("a word of a library", flush=True)
    os.write(1, b"and another")
    return honest(*others, **named)
module.take_changed = take_changed
module.serve({arguments})
"""


class _Act:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return (os.system, ("touch acted",))


def _framed(what: object) -> bytes:
    data = pickle.dumps(what)
    return len(data).to_bytes(answering.LENGTH, "little") + data


_MALFORMED = [
    _framed(("only",)),
    _framed(("share", "much")),
    _framed(("taken", "a text")),
    _framed(7),
    _framed(("taken", _Act())),
    (5).to_bytes(answering.LENGTH, "little") + b"words",
    b"\xff" * 2 * answering.LENGTH,
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "one.txt").write_text("One.\n")
    (tmp_path / "two.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("data", _MALFORMED)
def test_a_malformed_answer_is_a_problem_of_its_file(
    files: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    with Apart() as process:
        with monkeypatch.context() as patch:
            patch.setattr(apart, "_PROGRAM", _SAYS.format(paths=1, data=data))
            with pytest.raises(IngestError, match="could not be understood"):
                process.take(files / "two.pdf", "")
        assert process.take(files / "one.txt", "") is not None
    assert not (files / "acted").exists()


@pytest.mark.parametrize("data", [*_MALFORMED, _framed([]), _framed([Answer("one.txt", None, 5)])])  # type: ignore[arg-type]  # that is it
def test_malformed_answers_of_some_files_are_none(
    files: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(together, "_PROGRAM", _SAYS.format(paths=2, data=data))
    process = Together()
    assert process.take([Question(str(files / "one.txt"), 5)], Asked()) is None
    process.close()
    assert not (files / "acted").exists()


def test_a_malformed_answer_ends_no_import(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", _SAYS.format(paths=1, data=_MALFORMED[0]))
    questions = [Question(str(files / "two.pdf"), 8), Question(str(files / "one.txt"), 5)]
    with Pool(1) as pool:
        found = [answer for answer in pool.answers(questions) if isinstance(answer, Answer)]
    assert [bool(answer.problem) for answer in found] == [True, False]


def test_what_a_library_prints_is_no_part_of_an_answer(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = _PRINTS.format(paths=1, module="apart", arguments="")
    monkeypatch.setattr(apart, "_PROGRAM", program)
    with Apart() as process:
        assert process.take(files / "one.txt", "") is not None
    program = _PRINTS.format(paths=2, module="together", arguments="0")
    monkeypatch.setattr(together, "_PROGRAM", program)
    several = Together()
    answers = several.take([Question(str(files / "one.txt"), 5)], Asked())
    several.close()
    assert answers is not None
    assert answers[0].taken is not None


def test_output_is_kept_from_processes_that_are_started() -> None:
    program = (
        "import subprocess, sys\n"
        "from reader.ingest import answering\n"
        "answers = answering.output()\n"
        "subprocess.run(['echo', 'words'], check=True)\n"
        "answers.write(b'an answer')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=60
    )
    assert done.stdout == b"an answer"
