"""Replies to annotations, and replies to these, as paragraphs of the note they all answer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from reader.formats.losses import Losses


class Reply(NamedTuple):
    """One reply."""

    references: tuple[str, ...]
    """What it answers to, the annotation that began it all first."""
    annotator: str
    created: str
    text: str


def answered(
    replies: Iterable[Reply], roots: Collection[str], losses: Losses
) -> dict[str, list[str]]:
    """Give the paragraphs that follow each annotation's note, by its key, in order of time.

    >>> one = Reply(("1",), "ana", "2024-05-06T07:08:09Z", "Is it?")
    >>> answered([one], ["1"], Losses())
    {'1': ['ana, 2024-05-06: Is it?']}
    """
    paragraphs: dict[str, list[str]] = {}
    for reply in sorted(replies, key=lambda one: one.created):
        root = next((key for key in reply.references if key in roots), "")
        if not root or not reply.text.strip():
            losses.add("all", "reply")
            continue
        said = ", ".join(filter(None, (reply.annotator, reply.created[:10])))
        paragraphs.setdefault(root, []).append(f"{said}: {reply.text}" if said else reply.text)
    return paragraphs
