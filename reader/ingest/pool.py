"""Understanding many files at once, each in one of some processes; answers come as they are ready.

A thread a process waits for it and hands its answers on, so that whoever asks writes what came
while others are understood. Processes are started as there is work for them, and what was
understood and is not yet fetched is bounded.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from reader.annotation.model import Kind
from reader.errors import IngestError
from reader.ingest.apart import Apart
from reader.ingest.taking import ANY
from reader.ingest.together import Answer, Question, Together
from reader.ingest.understood import Asked
from reader.ingest.walking import KINDS

_MOST_PROCESSES = 8
"""More than this, one writer keeps up with no longer."""
_HELD = 16_000_000
"""Characters that may wait to be fetched; one text may be longer."""
_HELD_ANSWERS = 2_000
_WHILE = 0.2
"""Seconds after which whoever asks may do something else."""
_CALM: frozenset[Kind] = frozenset(("markdown", "text"))
"""Kinds whose small files are understood some at a time."""
_SMALL = 100_000
"""Bytes of the largest file that is asked for with others."""
_HANDFUL = 32
"""Files that are asked for at once, at most."""
_HANDFUL_SIZE = 250_000
"""Bytes of theirs from which on there are enough of them."""


class Share(NamedTuple):
    """How far a file that takes long is understood."""

    path: str
    share: float
    """Of 1."""


class Pool:
    """Processes that understand files; asked once, by one thread."""

    def __init__(self, size: int = 0, polite: int = 0) -> None:
        """Have at most `size` processes at work at once, by default as many as suit the machine.

        They give way to others by `polite`, as `nice` has it.
        """
        self._size = size or processes()
        self._polite = polite
        self._changed = threading.Condition()
        """Guards all that follows."""
        self._is_stopped = False
        self._workers: list[_Worker] = []
        self._at_work = 0
        """Workers that may yet have an answer."""
        self._ready: deque[Answer | Share] = deque()
        self._held = 0
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def answers(
        self, questions: Sequence[Question], asked: Asked = ANY
    ) -> Iterator[Answer | Share | None]:
        """Give what becomes of each file, in the order in which that is known.

        `None` is given where for a while nothing becomes known. After `stop` no more is given
        than was ready by then.
        """
        waiting = deque(questions)
        handfuls = 1 + len(waiting) // _HANDFUL
        for _ in range(min(self._size, handfuls)):
            self._start(waiting, asked)
        while not self._is_done():
            yield self._next()

    def stop(self) -> None:
        """End all processes at once, whatever they do; from any thread."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.stop()

    def close(self) -> None:
        """Stop, and wait until every process has ended."""
        self.stop()
        for worker in self._workers:
            worker.thread.join()

    def _start(self, waiting: deque[Question], asked: Asked) -> None:
        worker = _Worker(asked, self._polite, self._put)
        worker.thread = threading.Thread(
            target=self._serve, args=(worker, waiting), name="taking in", daemon=True
        )
        with self._changed:
            if self._is_stopped:
                return
            self._workers.append(worker)
            self._at_work += 1
            worker.thread.start()

    def _is_done(self) -> bool:
        """Tell whether there is nothing more to come, waited for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready or not self._at_work, _WHILE)
            if self._failure is not None:
                raise self._failure
            return not self._ready and not self._at_work

    def _next(self) -> Answer | Share | None:
        """Give what is ready, if anything is."""
        with self._changed:
            if not self._ready:
                return None
            was_full = self._is_full()
            answer = self._ready.popleft()
            self._held -= _weight(answer)
            if was_full and not self._is_full():
                self._changed.notify_all()
            return answer

    def _serve(self, worker: _Worker, waiting: deque[Question]) -> None:
        """Give a worker files as long as there are any; this is its thread."""
        try:
            while handful := self._handful(waiting):
                worker.work(handful)
        except BaseException as error:
            self._failure = error
        finally:
            worker.close()
            with self._changed:
                self._at_work -= 1
                self._changed.notify_all()

    def _handful(self, waiting: deque[Question]) -> list[Question]:
        """Give the next files to be understood, once there is room for what they hold."""
        with self._changed:
            while not self._is_stopped and self._is_full():
                self._changed.wait()
            if self._is_stopped or not waiting:
                return []
            taken, size = [waiting.popleft()], 0
            while waiting and _goes_along(taken[-1]) and _goes_along(waiting[0]):
                size += taken[-1].size
                if size > _HANDFUL_SIZE or len(taken) == _HANDFUL:
                    break
                taken.append(waiting.popleft())
            return taken

    def _is_full(self) -> bool:
        return self._held > _HELD or len(self._ready) > _HELD_ANSWERS

    def _put(self, answers: Sequence[Answer | Share]) -> None:
        with self._changed:
            if self._is_stopped:
                # What was ended in the middle of a file is no fault of the file.
                return
            self._ready.extend(answers)
            self._held += sum(map(_weight, answers))
            self._changed.notify_all()


class _Worker:
    """What one thread of a pool asks: a process for handfuls, and one for a file alone."""

    thread: threading.Thread

    def __init__(
        self, asked: Asked, polite: int, put: Callable[[Sequence[Answer | Share]], None]
    ) -> None:
        self._asked = asked
        self._put = put
        self._together = Together(polite)
        self._apart = Apart()

    def work(self, questions: Sequence[Question]) -> None:
        """Put what becomes of some files; where a process dies of one, each is asked for alone."""
        if _goes_along(questions[0]):
            answers = self._together.take(questions, self._asked)
            if answers is not None:
                self._put(answers)
                return
        for question in questions:
            self._put([self._alone(question)])

    def stop(self) -> None:
        """End what runs; from any thread."""
        self._together.stop()
        self._apart.stop()

    def close(self) -> None:
        """End the processes, in the thread that asks."""
        self._together.close()
        self._apart.close()

    def _alone(self, question: Question) -> Answer:
        path = question.path

        def progress(share: float) -> None:
            self._put([Share(path, share)])

        try:
            taken = self._apart.take(Path(path), question.digest, progress, asked=self._asked)
        except IngestError as error:
            return Answer(path, None, error.what)
        return Answer(path, taken)


def processes() -> int:
    """Give how many processes suit the machine."""
    if hasattr(os, "sched_getaffinity"):
        found = len(os.sched_getaffinity(0))
    else:
        found = os.cpu_count() or 1
    return min(max(found, 2), _MOST_PROCESSES)


def is_calm(question: Question) -> bool:
    """Tell whether a file is of a kind that is understood without a limit."""
    name = question.path
    return KINDS.get(name[name.rfind(".") :].lower()) in _CALM


def _goes_along(question: Question) -> bool:
    """Tell whether a file is asked for with others."""
    return question.size <= _SMALL and is_calm(question)


def _weight(answer: Answer | Share) -> int:
    return len(answer.taken.text) if isinstance(answer, Answer) and answer.taken else 0
