"""Changes of tags that reach annotations: merging, splitting, deleting, in portions.

However many annotations there are, the writer is held for a fraction of a second at a time, and
all portions stand under one entry of the history. A portion is whole: where the work ends before
its end, by a stop or a failure, what was written is in the history, and doing the same again goes
on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic, sleep
from typing import NamedTuple

from reader.annotation import codebook
from reader.annotation.model import Entry, Tag
from reader.annotation.tagging import matched, new_tag, sought, tag_path
from reader.counting import plural
from reader.errors import MisuseError
from reader.library.author import Author
from reader.library.clock import new_id
from reader.library.reports import Done
from reader.library.tagging.changing import KIND
from reader.store.store import Store
from reader.store.transaction import Transaction

_HOLD = 0.15
"""Seconds after which a portion ends."""
_REST = 0.05
"""Seconds between two portions, in which another program that waits gets its turn."""
_AT_ONCE = 50
"""Annotations between two looks at the clock."""


class RetaggingPlan(NamedTuple):
    """What one change of tags does to annotations, and to tags when these are done."""

    summary: Callable[[int], str]
    """What was done, to so many annotations."""
    pairs: Sequence[tuple[str, str]]
    """Ids of a tag that goes and of the one that comes, which is empty for none."""
    going: Sequence[str] = ()
    """Ids of tags that are taken out at the end."""
    changed: Sequence[Tag] = ()
    """Tags that are changed at the end."""


class RetagProgress(NamedTuple):
    """How far a change of tags has come."""

    done: int
    """Annotations that are changed and on disk."""


class _Portion(NamedTuple):
    """What one transaction did."""

    entry: Entry | None
    touched: Sequence[str]
    """Ids of the annotations that it changed."""
    tried: int
    """How many of the chosen annotations it looked at."""
    message: str
    """What was done in all, once nothing is left to do."""


def merging(sources: Sequence[str], target: str, step: Transaction) -> RetaggingPlan:
    """Plan to give the passages of some tags another tag instead, and to take those tags out."""
    tags = step.tags()
    plan = codebook.merging(tags, sources, target)
    names = ", ".join(codebook.spelt(tags, source) for source in sources)
    what = f"Merged {names} into {codebook.spelt(tags, target)}"
    going = [one for one, _ in plan.pairs]
    return RetaggingPlan(partial(_with_count, what), plan.pairs, going, plan.changed)


def deleting(paths: Sequence[str], only: bool, step: Transaction) -> RetaggingPlan:
    """Plan to take tags off all their passages, and out."""
    tags = step.tags()
    found = [tag for path in paths for tag in codebook.deleted(tags, path, only=only)]
    going = list(dict.fromkeys(tag.id for tag in found))
    below = len(going) - len({sought(path) for path in paths} & {matched(t.path) for t in found})
    names = ", ".join(codebook.spelt(tags, path) for path in paths)
    what = f"Deleted the tag{'s' * (len(paths) > 1)} {names}"
    what += f" with {plural(below, 'tag')} below" * bool(below)
    return RetaggingPlan(partial(_with_count, what), [(tag, "") for tag in going], going)


def splitting(author: Author, path: str, target: str, step: Transaction) -> RetaggingPlan:
    """Plan to give some passages of a tag another tag instead, made if there is none."""
    tags = step.tags()
    tag, other = codebook.named(tags, path), step.tag(tag_path(target))
    if other is None:
        other = new_tag(new_id(), tag_path(target), tags, author.at)
        step.put_tag(other)
    if other.id == tag.id:
        raise MisuseError("a tag cannot be split into itself", "name another one")
    names = f" of {tag.path} to {other.path}"
    return RetaggingPlan(
        lambda count: f"Sent {plural(count, 'passage')}{names}", [(tag.id, other.id)]
    )


def _with_count(what: str, count: int) -> str:
    return f"{what}: {plural(count, 'passage')}" if count else what


@dataclass
class Retagging:
    """One change of tags, from its plan to what was done."""

    store: Store
    author: Author
    plan: Callable[[Transaction], RetaggingPlan]
    """Made anew for each portion: other windows may change tags between two."""
    chosen: Sequence[str] | None = None
    """Ids of the annotations that are changed; `None` for all that have a tag that goes."""
    progress: Callable[[RetagProgress], None] | None = None
    stopped: Callable[[], bool] | None = None
    """Asked between portions."""
    _entry: Entry | None = None
    _touched: set[str] = field(default_factory=set)
    _tried: int = 0

    def run(self) -> Done:
        """Do it, in the calling thread, and say what was done."""
        while True:
            portion = self.store.write(self._portion).result()
            self._entry = portion.entry
            self._touched.update(portion.touched)
            self._tried += portion.tried
            count = len(self._touched)
            if portion.message:
                return Done(self._entry, None, portion.message)
            if self.progress:
                self.progress(RetagProgress(count))
            if self.stopped and self.stopped():
                what = f"Stopped after {plural(count, 'passage')}; the same again goes on"
                return Done(self._entry, None, what)
            sleep(_REST)

    def _portion(self, step: Transaction) -> _Portion:
        """Write as much as the writer may be held for."""
        end = monotonic() + _HOLD
        plan = self.plan(step)
        touched: list[str] = []
        tried = 0
        for tag, other in plan.pairs:
            while found := self._next(step, tag, self._tried + tried):
                tried += len(found)
                touched += [one for one in found if step.exchange_tag(one, tag, other)]
                if monotonic() > end:
                    return self._written(step, plan, touched, tried, is_last=False)
        for gone in plan.going:
            step.drop_tag(gone)
        for changed in plan.changed:
            step.put_tag(changed)
        return self._written(step, plan, touched, tried, is_last=True)

    def _next(self, step: Transaction, tag: str, tried: int) -> Sequence[str]:
        """Give the next annotations to change."""
        if self.chosen is not None:
            return self.chosen[tried : tried + _AT_ONCE]
        return step.having(tag, _AT_ONCE)

    def _written(
        self,
        step: Transaction,
        plan: RetaggingPlan,
        touched: Sequence[str],
        tried: int,
        *,
        is_last: bool,
    ) -> _Portion:
        """Write a portion's entry, or add it to the one that is there."""
        what = plan.summary(len(self._touched.union(touched)))
        summary = what if is_last else f"{what} so far"
        if self._entry is None:
            entry = step.record(self.author.entry(KIND, summary))
        else:
            entry = step.record_more(self._entry, summary) or self._entry
        message = (what if entry else "Nothing to change") if is_last else ""
        return _Portion(entry, touched, tried, message)
