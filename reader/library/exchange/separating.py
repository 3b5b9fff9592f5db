"""Passages of a file that become one annotation: whether it is lost that they were several.

Where the very same stands twice nothing is lost; nor where each tells nothing but a tag, which is
how some tools have the tags of one passage.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.annotation.model import Annotation
from reader.annotation.tagging import matched


class Told(NamedTuple):
    """What a passage tells besides its place and its annotator."""

    known_by: str
    """The id that is meant for it."""
    tags: frozenset[str]
    note: str
    created: str
    updated: str

    @property
    def is_label(self) -> bool:
        """Whether it may be one of several tags of a passage, and tells nothing else."""
        return not self.note and len(self.tags) <= 1

    @property
    def bare(self) -> Told:
        """What is told besides the tags."""
        return self._replace(tags=frozenset())


class Together:
    """What was told of the passages that became one annotation so far."""

    def __init__(self, first: Told) -> None:
        self._told = {first}
        self._labels = {first.bare} if first.is_label else set()

    def add(self, told: Told) -> bool:
        """Take one more; whether it was another one."""
        if told in self._told or (told.is_label and told.bare in self._labels):
            return False
        self._told.add(told)
        if told.is_label:
            self._labels.add(told.bare)
        return True


def told_of(annotation: Annotation, known_by: str) -> Told:
    """Give what is told of an annotation."""
    one = annotation
    return Told(known_by, frozenset(map(matched, one.tags)), one.note, one.created, one.updated)


def is_more(there: Annotation, given: Annotation) -> bool:
    """Whether an annotation that came of the same file and is joined with another told more."""
    label = told_of(given, "")
    return not _are_labels(label, told_of(there, "")._replace(note="", tags=label.tags))


def _are_labels(told: Told, other: Told) -> bool:
    return told.is_label and other.is_label and told.bare == other.bare
