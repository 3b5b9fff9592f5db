"""The desk: the one screen of the app, showing what the library holds.

Its panes and bars are in `desk_panes`, what they show in `desk_marks` and `desk_articles`, what its
commands do in `desk_finding`, `desk_going`, `desk_views` and `desk_commands`; each is a desk more
able than the one before. This one knows what has a life of its own beside it, and sees to start-up
and the clock.
"""

from __future__ import annotations

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import Library
from reader.text.normal import visible
from reader.tui.arranging import Arranging
from reader.tui.copies import Copies
from reader.tui.desk_articles import ArticlesDesk
from reader.tui.keys import Keys
from reader.tui.marking import Marking
from reader.tui.standing import DeskStanding
from reader.tui.taking_in import TakingIn
from reader.tui.watching import Watching
from reader.tui.writing import Writing

if TYPE_CHECKING:
    from reader.config import CitationStyle
    from reader.library import Done
    from reader.tui.copying import Copying
    from reader.tui.noting import Noting
    from reader.tui.placing import Placing
    from reader.tui.tag_work import TagWork

_AFTER_FIRST_SCREEN = 0.2


class Desk(ArticlesDesk):
    """A desk with all that works beside it."""

    def __init__(self, library: Library, keys: Keys, corpus: Path | None = None) -> None:
        super().__init__(library, keys)
        self.marking = Marking(self)
        self.writing = Writing(self)
        self.standing = DeskStanding(self)
        self.arranging = Arranging(self)
        self.taking_in = TakingIn(self)
        self.copies = Copies(self)
        self.watching = Watching(self)
        self.is_leaving = False
        """Whether the app is about to end, and only waits for the disk."""
        self.cited: tuple[CitationStyle, Path | None] = ("plain", None)
        """How copied passages are cited: the style, and a template instead if there is one."""
        self._corpus = corpus

    # What the first screen has no need of is made when it is asked for.

    @cached_property
    def noting(self) -> Noting:
        """What the keys for notes do."""
        from reader.tui.noting import Noting

        return Noting(self)

    @cached_property
    def copying(self) -> Copying:
        """Copying out of the app."""
        from reader.tui.copying import Copying

        return Copying(self)

    @cached_property
    def placing(self) -> Placing:
        """Placing by hand what waits for review."""
        from reader.tui.placing import Placing

        return Placing(self)

    @cached_property
    def tag_work(self) -> TagWork:
        """Changes of tags that take a while."""
        from reader.tui.tag_work import TagWork

        return TagWork(self)

    def on_mount(self) -> None:
        """Show what was read last; then take the corpus in and see to what can wait."""
        self.pane.focus()
        named = self.article_of(self._corpus) if self._corpus else ""
        self.refresh_library(named, or_file=self._corpus)
        if self.library.created:
            self.say(f"Your annotations are kept in {visible(str(self.library.path))}")
        elif self.library.read_only:
            self.say("Read-only here: you can read, nothing can be marked", error=True)
        elif self.library.notice:
            self.say(visible(self.library.notice))
        self.set_timer(_AFTER_FIRST_SCREEN, self._settle)
        self.set_interval(1.0, self._look_for_changes)

    def _settle(self) -> None:
        """Do what the first screen did not wait for: it and this would share a processor."""
        # What start-up made stays; the collector need not look at it again.
        gc.collect()
        gc.freeze()
        gc.enable()
        self.copies.wake()
        if self.library.read_only:
            return
        self.noting.drafts.look()
        if self._corpus is not None:
            self.taking_in.start([self._corpus])

    def sources(self) -> list[Path]:
        """Give what is taken in anew when that is asked for: the corpus, and the open file."""
        paths = [] if self._corpus is None else [self._corpus]
        # What is no absolute path is an address.
        if self.article is not None and not self.article.gone:
            paths += [path for path in (Path(self.article.path),) if path.is_absolute()]
        return paths

    def article_of(self, path: Path) -> str:
        """Give the id of the article that a file is, empty for a folder or an unknown file."""
        try:
            wanted = path.resolve()
        except (OSError, RuntimeError, ValueError):
            return ""
        return self.library.article_at(wanted)

    def review(self, at: str = "", number: int = 0) -> None:
        """Show what waits for review, at the annotation with the id `at` or at a number."""
        from reader.tui.views.review import ReviewView

        self.placing.forget()
        self.overlays.show(ReviewView(self, at, number))
        self._show_bars()

    def went_back(self, outcome: Done) -> None:
        """Show what an undo or redo left, at its place."""
        entry = outcome.entry
        if outcome.touched:
            self.refresh_mark(outcome.touched, outcome.annotation)
        else:
            self.refresh_library()
        is_there = entry is not None and self.library.has(entry.article)
        if entry is not None and is_there and self.overlays.view is None:
            if self.article is None or self.article.id != entry.article:
                self.open(entry.article, entry.offset)
            else:
                lit = outcome.annotation.id if outcome.annotation else ""
                self.pane.go(entry.offset, lit=lit)
        self.say(outcome.message)

    def _look_for_changes(self) -> None:
        """Show what another window wrote meanwhile."""
        self.writing.tell_if_held()
        self.watching.look()
        if self.overlays.field is not None:
            # What is typed into is not moved under the hands.
            self.noting.look()
            return
        self.standing.look()
