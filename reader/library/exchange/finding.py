"""Where passages that were given stand: in the text that they came with, and in what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from reader.annotation.model import Status
from reader.annotation.reanchoring import Reanchoring
from reader.formats.given import GivenPassage
from reader.library.exchange.hinting import Hints
from reader.library.exchange.making import Made
from reader.library.exchange.placing import Places, as_kept
from reader.text.document import Span

UNSURE = ("review", "orphaned")
"""The statuses of what stands in a former text alone."""


class Placed(NamedTuple):
    """Where a passage stands."""

    span: Span
    text: Made
    status: Status | Literal[""] = ""
    """Its status; empty where it stands surely, and as the file says."""
    proposed: Span | None = None
    is_moved: bool = False


class Finding:
    """Finds passages in the text that they came with, and from there in the one that is shown."""

    def __init__(
        self, own: Made, shown: Made, text_hash: str, passages: Sequence[GivenPassage] = ()
    ) -> None:
        self._own, self._shown = own, shown
        self._hints = Hints(own.document, () if own.carrying else passages)
        self._is_told = text_hash == shown.hash
        """Whether the places that were given are places in `own`."""
        self._places = Places(own.document.text)
        self._search: Reanchoring | None = None

    def find(self, passage: GivenPassage) -> Placed | None:
        """Give where a passage stands surely, at least in its own text; `None` if nowhere."""
        is_memo = not quote_of(passage) and not is_placed(passage)
        if is_memo:
            return Placed(Span(0, 0), self._shown) if _is_a_memo(passage) else None
        told = self._told(passage) or self._hints.place(passage)
        span = self._places.find(passage, told, partial(self._hints.is_on_page, passage))
        if span is None:
            return None
        is_told = self._is_told or self._own.carrying is not None
        is_moved = is_told and span != told and is_placed(passage)
        if self._own.hash == self._shown.hash:
            return Placed(span, self._shown, is_moved=is_moved)
        return self.followed(span, passage.status)

    def _told(self, passage: GivenPassage) -> Span | None:
        """Give the place that a passage says it has, as far as that is one in its own text."""
        if not is_placed(passage):
            return None
        told = Span(passage.start, passage.end)
        if self._own.carrying is not None:
            return self._own.carrying.carry(*told)
        return told if self._is_told or self._places.is_between(told, passage) else None

    def followed(self, span: Span, status: str = "") -> Placed:
        """Give where a passage of its own text stands in the one that is shown."""
        own, shown = self._own, self._shown
        if own.hash == shown.hash:
            return Placed(span, shown)
        if self._search is None:
            self._search = Reanchoring(own.document.text, shown.document.text)
        place = self._search.find(span)
        if status in UNSURE or place.span is None or place.status != "moved":
            is_review = status == "review" or (status != "orphaned" and place.span is not None)
            proposed = place.span if is_review else None
            return Placed(span, own, "review" if is_review else "orphaned", proposed)
        return Placed(place.span, shown, "moved", is_moved=True)


def quote_of(passage: GivenPassage) -> str:
    """Give a passage's quote as texts have it; nothing where it is blank."""
    quote = as_kept(passage.quote).lstrip("\ufeff")
    return quote if quote.strip() else ""


def is_placed(passage: GivenPassage) -> bool:
    """Whether a passage tells where it begins and ends."""
    return 0 <= passage.start < passage.end


def is_unsure(passage: GivenPassage) -> bool:
    """Whether a passage is told to stand in no text that is shown."""
    return passage.status in UNSURE and bool(quote_of(passage))


def _is_a_memo(passage: GivenPassage) -> bool:
    """Whether a passage without a quote is meant to be about the whole text."""
    return passage.end <= 0 and bool(passage.note.strip() or passage.tags)
