"""What becomes of an article's annotations when its text is another.

Each is found again in the new text, where it stood before if that is a former one, or waits for
review beside a probable place, or is an orphan; the latter two keep the version that they surely
stood in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reader.annotation import anchoring
from reader.annotation.model import Annotation
from reader.annotation.reanchoring import NewPlace, Reanchoring
from reader.store.former import Stood
from reader.text.document import Span

TextOf = Callable[[str], str]
"""Gives one version of the article's text by its hash."""
PlaceOf = Callable[[Annotation], Stood | None]
"""Gives where an annotation stood in the new text before, if that is a former one."""


class Following:
    """Finds one article's annotations again in its new text.

    What was found is kept, so that it can be worked out before there is a transaction that
    others wait for.
    """

    def __init__(self, text: str, text_hash: str) -> None:
        self._text = text
        self._text_hash = text_hash
        self._searches: dict[str, Reanchoring] = {}
        """By the version that passages are sought from."""
        self._places: dict[tuple[str, int, int], NewPlace] = {}
        """By that version, start and end."""

    def find(self, annotation: Annotation, text_of: TextOf) -> None:
        """Work out where an annotation stands now."""
        if not annotation.is_memo and annotation.text_hash != self._text_hash:
            self._place(annotation, text_of)

    def tell(self, annotation: Annotation, place: NewPlace) -> None:
        """Take it as worked out that an annotation stands at a place now."""
        self._places[annotation.text_hash, annotation.start, annotation.end] = place

    def followed(
        self, annotations: Iterable[Annotation], text_of: TextOf, place_of: PlaceOf
    ) -> list[tuple[Annotation, Annotation]]:
        """Give annotations as they were and as they are now, those that are another.

        Of two that come to stand at the very same place, the second waits for review.
        """
        staying = [one for one in annotations if one.text_hash == self._text_hash]
        leaving = [one for one in annotations if one.text_hash != self._text_hash]
        pairs = [(one, self._returned(one)) for one in staying]
        taken = {(one.start, one.end, one.annotator) for one in staying}
        for one in leaving:
            now = self._followed(one, text_of, place_of)
            key = (now.start, now.end, now.annotator)
            if now.is_sure and key in taken:
                now = anchoring.reviewed(one, Span(now.start, now.end))
            elif now.is_sure:
                taken.add(key)
            pairs.append((one, now))
        return [(before, now) for before, now in pairs if before != now]

    def _returned(self, annotation: Annotation) -> Annotation:
        """Give an annotation whose last sure version is shown again."""
        if annotation.is_sure:
            return annotation
        return annotation._replace(status="anchored", proposed_start=0, proposed_end=0)

    def _followed(self, annotation: Annotation, text_of: TextOf, place_of: PlaceOf) -> Annotation:
        if annotation.is_memo:
            return annotation._replace(text_hash=self._text_hash)
        if before := place_of(annotation):
            span = Span(before.start, before.end)
            placed = anchoring.placed(annotation, span, self._text, self._text_hash)
            return placed._replace(status=before.status)
        place = self._place(annotation, text_of)
        if place.span is None:
            return anchoring.orphaned(annotation)
        if place.status == "review":
            return anchoring.reviewed(annotation, place.span)
        return anchoring.placed(annotation, place.span, self._text, self._text_hash)

    def _place(self, annotation: Annotation, text_of: TextOf) -> NewPlace:
        key = (annotation.text_hash, annotation.start, annotation.end)
        found = self._places.get(key)
        if found is None:
            search = self._searches.get(annotation.text_hash)
            if search is None:
                search = Reanchoring(text_of(annotation.text_hash), self._text)
                self._searches[annotation.text_hash] = search
            found = self._places[key] = search.find(Span(annotation.start, annotation.end))
        return found
