"""Changes of tags that touch no annotation: one short step each, however much they are used."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotation import codebook
from reader.annotation.model import Tag
from reader.annotation.tagging import matched, sought, tag_path
from reader.counting import plural
from reader.library.author import Author
from reader.library.reports import Done
from reader.store.transaction import Transaction
from reader.text.normal import normalise

KIND = "tags"
"""What entries in the history are called that change tags."""


def rename(step: Transaction, author: Author, path: str, new: str, only: bool) -> Done:
    """Give a tag another path, and those below it with it unless `only`."""
    tags = step.tags()
    changed = codebook.renamed(tags, path, new, only=only)
    summary = f"Renamed {codebook.spelt(tags, path)} to {tag_path(new)}"
    return _keep(step, author, changed, summary + _along(tags, changed, path))


def move(step: Transaction, author: Author, path: str, parent: str) -> Done:
    """Put a tag below another, or to the top, with those below it."""
    tags = step.tags()
    changed = codebook.moved(tags, path, parent)
    place = f"below {codebook.spelt(tags, parent)}" if parent else "to the top"
    summary = f"Moved {codebook.spelt(tags, path)} {place}"
    return _keep(step, author, changed, summary + _along(tags, changed, path))


def describe(step: Transaction, author: Author, path: str, description: str) -> Done:
    """Say what a tag is for; nothing takes the description off."""
    tag = codebook.named(step.tags(), path)
    text = " ".join(normalise(description).split())
    summary = f"Described {tag.path}" if text else f"Took the description of {tag.path} off"
    return _keep(step, author, [tag._replace(description=text)], summary)


def color(step: Transaction, author: Author, path: str, name: str) -> Done:
    """Give a tag another colour."""
    tag = codebook.named(step.tags(), path)
    chosen = codebook.known_color(name)
    return _keep(step, author, [tag._replace(color=chosen)], f"Made {tag.path} {chosen}")


def pin(step: Transaction, author: Author, path: str, slot: int) -> Done:
    """Give a tag a key of the tag bar, 0 for none; the tag that has it gets this one's."""
    tags = step.tags()
    tag = codebook.named(tags, path)
    changed = codebook.pinned(tags, tag, slot)
    summary = f"Gave {tag.path} the key {slot}" if slot else f"Took {tag.path} off its key"
    other = next((one for one in changed if one.id != tag.id), None)
    if other is not None:
        summary += f"; {other.path} has {f'the key {tag.slot}' if tag.slot else 'none'}"
    return _keep(step, author, changed, summary)


def _keep(step: Transaction, author: Author, changed: Sequence[Tag], summary: str) -> Done:
    """Store changed tags one by one, with the entry that says what was done to them."""
    for tag in changed:
        step.put_tag(tag)
    entry = step.record(author.entry(KIND, summary))
    return Done(entry, None, summary if entry else "Nothing to change")


def _along(tags: Sequence[Tag], changed: Sequence[Tag], path: str) -> str:
    """Say how many tags went with the one of a path."""
    before = {tag.id: matched(tag.path) for tag in tags}
    count = sum(1 for tag in changed if before[tag.id] != sought(path))
    return f" with {plural(count, 'tag')} below it" if count else ""
