"""What merging, splitting or deleting tags will do, said before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.annotation import codebook
from reader.annotation.tagging import sought
from reader.store import tags
from reader.store.connection import Connection


class Effect(NamedTuple):
    """What a change of tags reaches."""

    passages: int
    """Annotations that have one of the tags that go."""
    notes: int
    """How many of those have a note."""
    bare: int
    """How many of those have no other tag."""
    both: int
    """How many of those have the tag that they would get already."""
    below: int
    """Tags below those that are named, which go or move with them."""


def of_deleting(connection: Connection, paths: Sequence[str], *, only: bool = False) -> Effect:
    """Give what deleting tags reaches, those below them included unless `only`."""
    every = tags.every(connection)
    going = {tag.id for path in paths for tag in codebook.deleted(every, path, only=only)}
    above = {sought(path) for path in paths}
    named = sum(1 for tag in every if tag.id in going and sought(tag.path) in above)
    reach = tags.reach(connection, sorted(going))
    return Effect(*reach, 0, len(going) - named)


def of_merging(connection: Connection, sources: Sequence[str], target: str) -> Effect:
    """Give what merging tags into another reaches."""
    plan = codebook.merging(tags.every(connection), sources, target)
    both = sum(tags.having_both(connection, *pair) for pair in plan.pairs)
    reach = tags.reach(connection, [one for one, _ in plan.pairs])
    named = len({sought(source) for source in sources})
    below = max(len(plan.pairs) + len(plan.changed) - named, 0)
    return Effect(*reach, both, below)
