"""All annotations across articles, one a row, so that what they say can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.events import Click
from textual.timer import Timer

from reader.annotation.tagging import matched
from reader.commands import Place
from reader.tui.views.passage_order import GROUPS, SORTS, following
from reader.tui.views.passage_table import Narrowed, PassageTable

if TYPE_CHECKING:
    from reader.tui.widgets.picker import Choice

__all__ = ["Narrowed", "PassagesView"]

_MANY = 2_000
"""Annotations from which on they are narrowed when typing pauses, not at each letter."""
_PAUSE = 0.2
"""Seconds of such a pause."""


class PassagesView(PassageTable):
    """The annotations, and what keys and the mouse do with them."""

    PLACES: ClassVar[tuple[Place, ...]] = ("passages",)

    _waiting: Timer | None = None
    """What narrows to what is typed once typing pauses."""

    # Commands

    def command_passages_down(self) -> None:
        self.step(1)

    def command_passages_up(self) -> None:
        self.step(-1)

    def command_passages_page_down(self) -> None:
        self.step(self.body)

    def command_passages_page_up(self) -> None:
        self.step(-self.body)

    def command_passages_top(self) -> None:
        self.go(0)

    def command_passages_bottom(self) -> None:
        self.go(self.count - 1)

    def command_passages_open(self) -> None:
        here = self._current()
        if here is not None and here.is_sure:
            self._desk.open(here.article, here.start, lit=here.id)
        elif here is not None:
            # Its place is one of another text: no offset of the present one is surely meant.
            self._desk.review(at=here.id)

    def command_passages_mark(self) -> None:
        if here := self._current():
            self._ticked ^= {here.id}
            self.step(1)

    def command_passages_tag(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        before = set(map(matched, chosen[0].tags))
        for mark in chosen[1:]:
            before &= set(map(matched, mark.tags))

        def picked(choices: list[Choice]) -> None:
            wanted = [choice.text for choice in choices]
            off = sorted(before - set(map(matched, wanted)))
            for mark in chosen:
                self._desk.writing.show(
                    self._desk.library.edit(mark, add_tags=wanted, remove_tags=off)
                )

        self._desk.overlays.pick_tags("tag", picked, ticked=before)

    def command_passages_send(self) -> None:
        from reader.tui.views.tag_changes import TagChanges

        if not self.narrowed.tag:
            self._desk.say(f"{self._desk.keys.key_of('passages_by_tag')} first narrows to a tag")
        elif chosen := [mark.id for mark in self._chosen()]:
            TagChanges(self._desk, self).split(self.narrowed.tag, chosen)

    def command_passages_note(self) -> None:
        if here := self._current():
            self._desk.noting.note_of(here)

    def command_passages_delete(self) -> None:
        for mark in self._chosen():
            self._desk.writing.show(self._desk.library.delete(mark))

    def _narrow_to(self, words: str, *, soon: bool = False) -> None:
        """Narrow to what is typed; of many only `soon`, unless more is typed before."""
        if self._waiting is not None:
            self._waiting.stop()
        if soon and len(self._all) > _MANY:
            self._waiting = self.set_timer(_PAUSE, lambda: self._narrow(words=words))
        else:
            self._narrow(words=words)

    def command_passages_filter(self) -> None:
        from reader.tui.widgets.query_prompt import QueryPrompt

        def taken(typed: str) -> None:
            self._narrow_to(typed)
            self.focus()

        def left() -> None:
            self._narrow_to("")
            self.focus()

        prompt = QueryPrompt(
            "filter",
            self._desk.library,
            value=self.narrowed.words,
            taken=taken,
            typed=lambda typed: self._narrow_to(typed, soon=True),
            left=left,
        )
        self._desk.overlays.open(prompt, self._desk, after=self)

    def command_passages_by_tag(self) -> None:
        if self.narrowed.tag:
            self._narrow(tag="")
            return
        self._desk.overlays.pick_tags(
            "narrow to tag", lambda chosen: self._narrow(tag=chosen[0].text)
        )

    def command_passages_by_article(self) -> None:
        article = self._desk.article
        self._narrow(article="" if self.narrowed.article or article is None else article.id)

    def command_passages_group(self) -> None:
        self._group = following(GROUPS, self._group)
        self._arrange()

    def command_passages_sort(self) -> None:
        self._sort = following(SORTS, self._sort)
        self._arrange()

    def on_click(self, event: Click) -> None:
        """Go to the row under a click; a second click opens its place."""
        event.stop()
        number = self.top + event.y - 2
        if 0 <= event.y - 2 < self.body and number < self.count and self.can_stand(number):
            self.go(number)
            if event.chain > 1:
                self.command_passages_open()
