"""Understanding many small files in a process of its own, a handful at a time.

For a file of a few pages, asking for it alone costs as much as a good part of understanding it.
Only files of the calm kinds come here, whose parsers take a time that grows with a file and no
more; should the process die of one nevertheless, whoever asks is told, and asks for each alone.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from reader.ingest import answering
from reader.ingest.answering import MalformedError
from reader.ingest.served import Served, attempted
from reader.ingest.taking import Taken, take_changed
from reader.ingest.understood import Asked

_PROGRAM = """
import sys
sys.path[:] = sys.argv[2:]
from reader.ingest.together import serve
serve(int(sys.argv[1]))
"""


class Question(NamedTuple):
    """A file that is to be understood."""

    path: str
    size: int
    """Bytes."""
    digest: str = ""
    """The SHA-256 of its bytes if it need not be understood where it has them still."""
    asked: Asked | None = None
    """What is asked of it, where that is not what is asked of all."""


class Answer(NamedTuple):
    """What became of a file."""

    path: str
    taken: Taken | None
    """What it holds; `None` where it has the digest that was told, or there is a problem."""
    problem: str = ""
    """Why it could not be taken in, in one line."""


class Together:
    """A process that understands some files at once, for one thread; begun when first asked."""

    def __init__(self, polite: int = 0) -> None:
        """Make one that gives way to others by `polite`, as `nice` has it."""
        self._served = Served(lambda: (_PROGRAM, str(polite)))

    def take(self, questions: Sequence[Question], asked: Asked) -> list[Answer] | None:
        """Give an answer a question; `None` where the process died or was ended."""
        process = self._served.running()
        if process is None:
            return None
        assert process.stdin is not None and process.stdout is not None
        try:
            answering.put(process.stdin, (questions, asked))
            answers = answering.loaded(_get(process.stdout), (Answer, Taken))
            return _checked(answers, len(questions))
        except (EOFError, OSError, MalformedError):
            self._served.end()
            return None

    def stop(self) -> None:
        """End the process at once, whatever it does; from any thread."""
        self._served.stop()

    def close(self) -> None:
        """End the process, in the thread that asks."""
        self.stop()
        self._served.end()


def serve(polite: int) -> None:
    """Answer on standard output what is asked on standard input, until that ends."""
    os.nice(polite)
    # Whoever asks is told by the same ctrl+c, and ends this when it has what it wants.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked_on, answers = sys.stdin.buffer, answering.output()
    while True:
        try:
            questions, asked = pickle.loads(_get(asked_on))
        except EOFError:
            return
        answering.put(answers, [_answer(question, asked) for question in questions])


def _answer(question: Question, asked: Asked) -> Answer:
    path, digest = Path(question.path), question.digest
    of_it = question.asked or asked
    return Answer(question.path, *attempted(lambda: take_changed(path, digest, asked=of_it)))


def _checked(answers: object, count: int) -> list[Answer]:
    """Give answers that are such, one a question."""
    if not isinstance(answers, list) or len(answers) != count:
        raise MalformedError("answers of another form")
    for answer in answers:
        match answer:
            case Answer(path=str(), taken=Taken() | None, problem=str()):
                pass
            case _:
                raise MalformedError("an answer of another form")
    return answers


def _get(pipe: IO[bytes]) -> bytes:
    return _exactly(pipe, answering.length(_exactly(pipe, answering.LENGTH)))


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data
