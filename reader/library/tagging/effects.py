"""What merging, splitting or deleting tags will do, said before it is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from reader.annotation import codebook
from reader.annotation.model import Tag
from reader.annotation.tagging import matched, sought
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
    return Effect(*tags.reach(connection, sorted(going)), 0, _below(every, going, paths))


def of_merging(connection: Connection, sources: Sequence[str], target: str) -> Effect:
    """Give what merging tags into another reaches."""
    every = tags.every(connection)
    plan = codebook.merging(every, sources, target)
    both = sum(tags.having_both(connection, *pair) for pair in plan.pairs)
    going = {one for one, _ in plan.pairs}
    below = _below(every, going | {tag.id for tag in plan.changed}, sources)
    return Effect(*tags.reach(connection, sorted(going)), both, below)


def _below(every: Sequence[Tag], touched: Collection[str], paths: Sequence[str]) -> int:
    """Give how many of the tags touched, by their ids, are not those that were named."""
    named = {sought(path) for path in paths}
    return sum(1 for tag in every if tag.id in touched and matched(tag.path) not in named)
