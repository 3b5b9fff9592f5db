"""Many files at once: the same answers as one by one, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader.ingest import pool as pooling
from reader.ingest.apart import Apart
from reader.ingest.pool import Pool
from reader.ingest.taking import take_changed
from reader.ingest.together import Answer, Question, Together
from reader.ingest.understood import Asked


def files(folder: Path, count: int) -> list[Question]:
    """Write files that were settled long ago."""
    questions = []
    for number in range(count):
        path = folder / f"{number}.md"
        path.write_text(f"# Number {number}\n\nText with a *mark*.\n")
        os.utime(path, (1_600_000_000, 1_600_000_000))
        questions.append(Question(str(path), path.stat().st_size))
    return questions


def answers(pool: Pool, questions: Sequence[Question]) -> dict[str, Answer]:
    return {one.path: one for one in pool.answers(questions) if isinstance(one, Answer)}


def test_it_gives_what_taking_in_here_gives(tmp_path: Path) -> None:
    questions = files(tmp_path, 70)
    with Pool(2) as pool:
        found = answers(pool, questions)
    assert {path: answer.taken for path, answer in found.items()} == {
        one.path: take_changed(Path(one.path), "") for one in questions
    }


def test_what_has_the_digest_that_was_told_is_not_understood(tmp_path: Path) -> None:
    [question] = files(tmp_path, 1)
    taken = take_changed(Path(question.path), "")
    assert taken is not None
    with Pool(1) as pool:
        known = question._replace(digest=taken.digest)
        assert answers(pool, [known]) == {question.path: Answer(question.path, None)}


def test_a_file_that_cannot_be_taken_in_says_why_and_stops_no_other(tmp_path: Path) -> None:
    questions = files(tmp_path, 5)
    Path(questions[1].path).write_bytes(b"\xff\xfe\x00")
    Path(questions[3].path).unlink()
    with Pool(1) as pool:
        found = answers(pool, questions)
    assert "utf-16" in found[questions[1].path].problem
    assert "No such file" in found[questions[3].path].problem
    assert sum(answer.taken is not None for answer in found.values()) == 3


def test_large_files_are_understood_alone_and_tell_how_far_they_are(tmp_path: Path) -> None:
    long = tmp_path / "long.md"
    long.write_text("word and word\n\n" * 60_000)
    small = files(tmp_path, 3)
    with Pool(2) as pool:
        found = list(pool.answers([Question(str(long), long.stat().st_size), *small]))
    shares = [one.share for one in found if isinstance(one, pooling.Share)]
    assert len(shares) > 2
    assert shares[-1] == 1
    assert sum(isinstance(one, Answer) for one in found) == 4


def test_processes_go_on_once_what_was_ready_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "_HELD_ANSWERS", 40)
    questions = files(tmp_path, 150)
    fetched = 0
    with Pool(1) as pool:
        for answer in pool.answers(questions):
            if fetched == 0:
                with pool._changed:
                    pool._changed.wait_for(pool._is_full)
            fetched += isinstance(answer, Answer)
            with pool._changed:
                stands_still = not pool._ready and not pool._changed.wait_for(
                    lambda: pool._ready or not pool._at_work, 20
                )
            if stands_still:
                break
    assert fetched == len(questions)


def deadly(take: Callable[..., object], deaths: list[str]) -> Callable[..., object]:
    """Give a `take` whose process dies when it is asked for the second file."""

    def take_or_die(self: Together, wanted: object, *rest: object, **named: object) -> object:
        many = wanted if isinstance(wanted, list) else []
        paths = [one.path for one in many] or [str(wanted)]
        process = self._served._process
        if process is not None and any(path.endswith("/1.md") for path in paths):
            deaths.append(paths[0])
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        return take(self, wanted, *rest, **named)

    return take_or_die


def test_where_a_process_dies_of_some_files_each_is_understood_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "_HANDFUL", 2)
    questions = files(tmp_path, 6)
    deaths: list[str] = []
    monkeypatch.setattr(Together, "take", deadly(Together.take, deaths))
    # The first handful starts the process, so that there is one to die.
    order = [questions[0], questions[2], questions[1], questions[3], *questions[4:]]
    with Pool(1) as pool:
        found = answers(pool, order)
    assert deaths == [questions[1].path]
    assert all(answer.taken for answer in found.values())
    assert len(found) == 6


def test_a_file_that_ends_its_process_is_named_and_the_others_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "_SMALL", 0)
    questions = files(tmp_path, 4)
    monkeypatch.setattr(Apart, "take", deadly(Apart.take, []))
    with Pool(1) as pool:
        found = answers(pool, questions)
    assert "its process ended" in found[questions[1].path].problem
    assert sum(answer.taken is not None for answer in found.values()) == 3


def test_it_stops_in_the_middle_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("word *and* word\n\n" * 300_000)
    pool = Pool(2)
    question = Question(str(tmp_path / "long.md"), 5_000_000)
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.extend(pool.answers([question])))
    thread.start()
    while not (pool._workers and pool._workers[0]._apart._served._process):
        threading.Event().wait(0.01)
    pool.stop()
    thread.join(timeout=20)
    assert not thread.is_alive()
    assert not [one for one in done if isinstance(one, Answer)]
    pool.close()
    assert not pool._workers[0].thread.is_alive()


def test_what_is_understood_waits_to_be_fetched_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooling, "_HELD", 1)
    monkeypatch.setattr(pooling, "_HANDFUL", 1)
    questions = files(tmp_path, 8)
    most = 0
    with Pool(2) as pool:
        for _ in pool.answers(questions):
            most = max(most, len(pool._ready))
    assert most <= 2


def test_modules_beside_the_reader_are_never_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("open('loaded', 'w')\n")
    (tmp_path / "reader.py").write_text("open('loaded', 'w')\n")
    questions = files(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    together = Together()
    assert together.take(questions, Asked())
    together.close()
    assert not (tmp_path / "loaded").exists()
