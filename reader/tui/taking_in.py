"""Taking the corpus in behind the app, with its progress at the bottom."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reader.counting import plural
from reader.errors import ReaderError
from reader.library.pace import Pace
from reader.text.normal import visible

if TYPE_CHECKING:
    from reader.library import AddProgress, AddReport, Problem
    from reader.library.adding import Adding
    from reader.tui.desk import Desk

_EVERY = 0.25
"""Seconds between two looks at the progress."""
_SHARE = 20
"""How many times as long as it took to show what came in one reads on before it is shown anew."""

_WHAT = 60
"""Characters of what is wrong with a file that are told in the line."""


class TakingIn:
    """One run over the corpus, in a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._adding: Adding | None = None
        self._told = 0.0
        self._listed = 0
        """Articles that were on disk when the list was made last."""
        self._next_list = 0.0
        """The moment from which on the list may be made anew."""
        self._pace = Pace(0.0)
        self._is_asked = False

    @property
    def is_running(self) -> bool:
        """Whether something is being taken in."""
        return self._adding is not None

    def start(self, paths: Sequence[Path], *, is_asked: bool = False) -> None:
        """Take folders and files in, and show what came of it.

        Where it `is_asked` for by a key, that there was nothing new is said too. What is being
        taken in goes on.
        """
        if self.is_running:
            return
        self._adding = self._desk.library.adding(progress=self._progress)
        self._pace = Pace(monotonic())
        self._is_asked = is_asked
        self._desk.run_worker(
            partial(self._run, self._adding, paths), thread=True, exit_on_error=False
        )

    def again(self) -> None:
        """Take the corpus in once more, and the file of the open article."""
        desk = self._desk
        if desk.library.read_only:
            desk.say("Read-only here: nothing can be taken in", error=True)
        elif self.is_running:
            desk.say("It is being taken in")
        elif paths := desk.sources():
            self.start(paths, is_asked=True)
        else:
            desk.say("There is no folder here: reader FOLDER opens one")

    def stop(self) -> bool:
        """Stop at once, what was taken in so far being kept; False where nothing runs."""
        if self._adding is None:
            return False
        self._adding.stop()
        return True

    def _progress(self, now: AddProgress) -> None:
        """Tell how far it is, not too often; this runs in the thread."""
        if monotonic() - self._told < _EVERY:
            return
        self._told = monotonic()
        if said := self._pace.said(self._told, now):
            self._tell(lambda: self._show_sign(f"taking in {said}"))
        if now.written != self._listed and self._told >= self._next_list:
            # What is in already can be read while the rest is taken in.
            self._listed = now.written
            self._tell(self._show_library)

    def _show_library(self) -> None:
        """Show what is in by now, the more rarely the longer that takes."""
        began = monotonic()
        self._desk.refresh_library()
        self._next_list = monotonic() + _SHARE * (monotonic() - began)

    def _show_sign(self, sign: str) -> None:
        self._desk.progress = sign
        self._desk.show_place()

    def _run(self, adding: Adding, paths: Sequence[Path]) -> None:
        """Do it; this runs in the thread."""
        try:
            report = adding.run(self._there(paths))
        except Exception as error:
            # What else it may be, it must not leave the app waiting for ever.
            is_ours = isinstance(error, ReaderError)
            problem = str(error) if is_ours else f"taking in failed: {error!r}"
            self._tell(lambda: self._end(lambda: self._fail(problem)))
        else:
            self._tell(lambda: self._end(lambda: self._show(report, paths[0])))

    def _there(self, paths: Sequence[Path]) -> list[Path]:
        """Give the paths without that of the open file if it is gone; this runs in the thread.

        Where it went is found by its content in the corpus.
        """
        # Imported here: it brings all that stores articles, which no start waits for.
        from reader.library.going import is_missing

        article = self._desk.article
        own = Path(article.path) if article is not None else None
        return [path for path in paths if path != own or not is_missing(str(path))]

    def _fail(self, problem: str) -> None:
        self._desk.beginning = None
        self._desk.refresh_library()
        self._desk.say(problem, error=True)

    def _end(self, show: Callable[[], None]) -> None:
        self._adding = None
        self._desk.watching.renew()
        self._show_sign("")
        show()

    def _tell(self, tell: Callable[[], None]) -> None:
        """Do something in the app's own thread; it may have been quit meanwhile."""
        with contextlib.suppress(RuntimeError):
            self._desk.app.call_from_thread(tell)

    def _show(self, report: AddReport, corpus: Path) -> None:
        """Show what was taken in; a file that was named is opened."""
        desk = self._desk
        if desk.overlays.field is not None:
            # What is typed into is not moved under the hands.
            desk.set_timer(_EVERY, lambda: self._show(report, corpus))
            return
        desk.library.forget_documents()
        named = desk.article_of(Path(desk.beginning.path) if desk.beginning else corpus)
        is_awaited = desk.beginning is not None or desk.article is None
        if not named:
            desk.beginning = None
        if (
            report.added
            or report.changed
            or report.moved
            or report.gone
            or report.back
            or is_awaited
        ):
            desk.refresh_library(named if is_awaited else "")
        if desk.article is not None and desk.article.id in {one.id for one in report.changed}:
            desk.reopen()
        if said := summary(report, desk.keys.key_of("review")):
            self._desk.say(said, error=bool(report.problems))
        elif self._is_asked:
            self._desk.say("Nothing new on disk")


def summary(report: AddReport, review_key: str) -> str:
    """Give what was taken in, in one line, and the key of what it leaves to be done.

    What is wrong comes first and what was guessed last, the first of each by name. Nothing where
    nothing changed.
    """
    said: dict[str, str] = {part.kind: part.said for part in report.parts}
    for quiet in ("unchanged", "exports"):
        said.pop(quiet, "")
    if report.added:
        said["added"] = f"{plural(len(report.added), 'article')} added"
    unsure = [said.pop(kind) for kind in ("review", "orphaned") if kind in said]
    first = [_named(report.problems, "not taken in")] if said.pop("problems", "") else []
    last = [_named(report.warnings, "warning", "warnings")] if said.pop("warnings", "") else []
    parts = [*first, *said.values()]
    if unsure:
        parts.append(f"{', '.join(unsure)} · {review_key}")
    if report.stopped:
        last.append("stopped before the end; the next start goes on")
    return " · ".join([*parts, *last])


def _named(problems: Sequence[Problem], one: str, several: str = "") -> str:
    """Give the first of them as far as one line has room for it, and how many there are."""
    what = visible(problems[0].what)
    what = what if len(what) <= _WHAT else what[: _WHAT - 1].rstrip() + "…"
    count = len(problems)
    lead = f"{count:,} {several or one}, first" if count > 1 else f"{one}:"
    return f"{lead} {visible(Path(problems[0].path).name or problems[0].path)}: {what}"
