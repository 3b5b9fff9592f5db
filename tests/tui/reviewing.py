"""What tests of the review queue start from: articles whose files were edited after marking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotation.model import Annotation
from reader.annotation.reanchoring import NewPlace, Reanchoring
from reader.library import Library
from reader.text.document import Span
from reader.tui.views.review import ReviewView
from tests.library.given import marked
from tests.tui.given import Hands, library_of, reopened

HARBOUR = """---
title: Harbour report
source: Port Office
published: 2021-03-04
---
# Harbour report

The harbour was closed for nine days in March. Ships waited outside, most of them for grain.

A crane fell on the third day and nobody was hurt. The insurers came a week later.

## Costs

The council puts the damage at four million. It will be shared by the three towns.

The towns agreed. The towns agreed in the end, after a night of talks.

A last paragraph closes the report.
"""
HARBOUR_NOW = """---
title: Harbour report
source: Port Office
published: 2021-03-04
---
# Harbour report

A new paragraph opens the report, so that all else stands further down.

The harbour stayed closed for eleven days in March. Ships waited outside, most of them for grain.

The insurers came a week later.

## Costs

The council puts the damage at five million. It will be shared by the three towns.

The towns agreed. The towns agreed in the end, after a night of talks.

A last paragraph closes the report.
"""
CLOSED = "The harbour was closed for nine days in March."
CLOSED_NOW = "The harbour stayed closed for eleven days in March."
DAMAGE = "The council puts the damage at four million."
DAMAGE_NOW = "The council puts the damage at five million."
CRANE = "A crane fell on the third day and nobody was hurt."

FOUND = {CLOSED: CLOSED_NOW, DAMAGE: DAMAGE_NOW}
"""Where the changed passages probably stand now."""


def found_as(places: dict[str, str]) -> Callable[[Reanchoring, Span], NewPlace]:
    """Give a way to find passages: those of `places` unsurely, what is as it was surely."""

    def find(self: Reanchoring, span: Span) -> NewPlace:
        quote = self._old[span.start : span.end]
        start = self._new.find(places.get(quote, quote))
        if start < 0:
            return NewPlace("orphaned", None, 0.0)
        end = start + len(places.get(quote, quote))
        return NewPlace("review" if quote in places else "moved", Span(start, end), 0.65)

    return find


def edited(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: str = HARBOUR,
    now: str = HARBOUR_NOW,
    places: dict[str, str] | None = None,
) -> Library:
    """Give a library with an article that was marked, then edited on disk and taken in again."""
    places = FOUND if places is None else places
    monkeypatch.setattr(Reanchoring, "find", found_as(places))
    library = library_of(folder, [before])
    article = library.articles()[0].article
    for number, quote in enumerate([*places, *([CRANE] if CRANE in before else [])]):
        marked(
            library, article, quote, "numbers" if number == 0 else "harbour", note=f"Note {number}."
        )
    take_in(library, folder, now)
    return reopened(library)


def take_in(library: Library, folder: Path, now: str) -> None:
    """Edit the article on disk and take it in."""
    path = folder / "corpus" / "0.md"
    path.write_text(now, encoding="utf-8")
    library.add([path])


def one(hands: Hands, note: str) -> Annotation:
    """Give the annotation with a note."""
    return next(mark for mark in hands.stored() if mark.note == note)


def is_open(hands: Hands) -> bool:
    return isinstance(hands.desk.overlays.view, ReviewView)
