"""What becomes of tags when one is renamed, moved, merged or pinned, with the tags below it.

All is decided here, from the tags as they are, before anything is written. Changed tags come in
an order in which they can be stored one by one: none ever takes a path or a key before the tag
that had it has left it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.annotation.model import TAG_COLORS, Tag
from reader.annotation.tagging import matched, sought, tag_path
from reader.errors import ConflictError, MisuseError, NotFoundError


class Merging(NamedTuple):
    """What becomes of tags that are merged into another."""

    pairs: tuple[tuple[str, str], ...]
    """Ids of a tag that goes and of the one that its passages get instead."""
    changed: tuple[Tag, ...]
    """Tags that find none to be merged with, as they are called then."""


def branch(tags: Sequence[Tag], path: str) -> list[Tag]:
    """Give the tag of a path, if there is one, and all below it, upper ones first."""
    wanted = sought(path)
    found = (tag for tag in tags if matched(tag.path) == wanted or is_below(tag.path, wanted))
    return sorted(found, key=lambda tag: (tag.path.count("/"), matched(tag.path)))


def is_below(path: str, upper: str) -> bool:
    """Whether a path stands below another.

    >>> is_below("actors/state", "Actors"), is_below("actors", "actors")
    (True, False)
    """
    return matched(path).startswith(f"{matched(upper)}/")


def named(tags: Sequence[Tag], path: str) -> Tag:
    """Give the tag of a path, in whatever case; `NotFoundError` if there is none."""
    wanted = sought(path)
    for tag in tags:
        if matched(tag.path) == wanted:
            return tag
    raise missing(path)


def spelt(tags: Sequence[Tag], path: str) -> str:
    """Give a path as the tags at or below it are spelt, or as it is kept where there are none."""
    found = branch(tags, path)
    if not found:
        return tag_path(path)
    return "/".join(found[0].path.split("/")[: sought(path).count("/") + 1])


def existing(tags: Sequence[Tag], path: str) -> list[Tag]:
    """Give the tag of a path and all below it; `NotFoundError` if there is neither."""
    found = branch(tags, path)
    if not found:
        raise missing(path)
    return found


def missing(path: str) -> NotFoundError:
    """Give the error for a path that is no tag's."""
    shown = path if len(path) <= 80 else path[:80] + "…"
    return NotFoundError(f"no tag is “{shown}”", "`reader tags` shows them all")


def renamed(tags: Sequence[Tag], path: str, new: str, *, only: bool = False) -> list[Tag]:
    """Give the tags that change when the one of a path gets a new one, those below it with it.

    With `only`, those below stay as they are called. A path that another tag has is refused.
    """
    new = tag_path(new)
    moving = [named(tags, path)] if only else existing(tags, path)
    depth = sought(path).count("/") + 1
    changed = [_under(tag, new, depth) for tag in moving]
    leaving = {tag.id for tag in moving}
    taken = {matched(tag.path): tag.path for tag in tags if tag.id not in leaving}
    for tag in changed:
        there = taken.get(matched(tag.path))
        if there:
            raise ConflictError(
                f"there is a tag “{there}” already", "merge the two if they mean the same"
            )
    return _in_order(moving, changed, further=is_below(new, sought(path)))


def moved(tags: Sequence[Tag], path: str, parent: str) -> list[Tag]:
    """Give the tags that change when the one of a path goes below another, or to the top."""
    first, *_ = existing(tags, path)
    depth = sought(path).count("/")
    leaf = first.path.split("/")[depth]
    upper = spelt(tags, parent) if parent else ""
    if upper and (matched(upper) == sought(path) or is_below(upper, sought(path))):
        raise MisuseError("a tag cannot stand below itself", "name another parent")
    return renamed(tags, path, f"{upper}/{leaf}" if upper else leaf)


def merging(tags: Sequence[Tag], sources: Sequence[str], target: str) -> Merging:
    """Give what becomes of some tags that are merged into another, and of those below them.

    Those below go below the target; where it has one of that name, the two are merged.
    """
    existing(tags, target)
    upper = spelt(tags, target)
    places = {matched(tag.path): tag.id for tag in tags}
    pairs: dict[str, str] = {}
    changed: dict[str, Tag] = {}
    for source in sorted(sources, key=lambda path: -sought(path).count("/")):
        for tag in _leaving(tags, source, target):
            if tag.id in pairs or tag.id in changed:
                continue
            after = _under(tag, upper, sought(source).count("/") + 1)
            if places.get(matched(tag.path)) == tag.id:
                del places[matched(tag.path)]
            there = places.setdefault(matched(after.path), tag.id)
            if there == tag.id:
                changed[tag.id] = after
            else:
                pairs[tag.id] = there
    return Merging(tuple((one, _last(pairs, one)) for one in pairs), tuple(changed.values()))


def _leaving(tags: Sequence[Tag], source: str, target: str) -> list[Tag]:
    """Give the tags that a merging takes away with one of its sources."""
    if sought(source) == sought(target):
        raise MisuseError("a tag cannot be merged with itself", "name another one")
    found = existing(tags, source)
    if not is_below(sought(target), sought(source)):
        return found
    staying = {tag.id for tag in branch(tags, target)}
    return [tag for tag in found if tag.id not in staying]


def _last(pairs: Mapping[str, str], tag: str) -> str:
    """Give the tag that one ends up as, where that which it is merged with goes too."""
    while tag in pairs:
        tag = pairs[tag]
    return tag


def deleted(tags: Sequence[Tag], path: str, *, only: bool = False) -> list[Tag]:
    """Give the tags that go with the one of a path: those below it, unless `only`."""
    return [named(tags, path)] if only else existing(tags, path)


def pinned(tags: Sequence[Tag], tag: Tag, slot: int) -> list[Tag]:
    """Give the tags that change when one gets a key, 0 for none; what had it gets its old one."""
    if not 0 <= slot <= 9:
        raise MisuseError(f"there is no key {slot}", "1 to 9 are for tags, 0 takes one off")
    if tag.slot == slot:
        return []
    there = next((other for other in tags if slot and other.slot == slot), None)
    changed = [tag._replace(slot=slot)]
    if there is not None:
        changed.insert(0, there._replace(slot=0))
        if tag.slot:
            changed.append(there._replace(slot=tag.slot))
    return changed


def known_color(given: str) -> str:
    """Give the name of a tag colour as it is kept; `MisuseError` if it is none."""
    color = given.strip().casefold()
    if color not in TAG_COLORS:
        raise MisuseError(f"no tag colour is “{given[:40]}”", f"choose {', '.join(TAG_COLORS)}")
    return color


def _under(tag: Tag, path: str, depth: int) -> Tag:
    """Give a tag with the first `depth` parts of its path replaced."""
    rest = tag.path.split("/")[depth:]
    return tag._replace(path=tag_path("/".join([path, *rest])))


def _in_order(before: list[Tag], after: list[Tag], *, further: bool) -> list[Tag]:
    """Give changed tags, the deepest first if all go further down, else the deepest last."""
    moves = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    moves.sort(key=lambda move: move[0].path.count("/"), reverse=further)
    return [new for _, new in moves]
