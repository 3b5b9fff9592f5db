"""What one step of the history changed, thing by thing, in words: what was and what is.

It takes states as the log has them and gives lines' contents; how they look is the caller's.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from reader.counting import plural
from reader.library.annotating import shortly
from reader.store.changes import Change
from reader.store.state_values import State, StateKind

Outcome = Literal["new", "gone", "changed"]
NameOf = Callable[[StateKind, str], str]
"""Gives the path of a tag or the title of an article by its id, also of one that is gone."""

_HASH = 12
"""Characters of a text's hash that tell it from others."""

_SHOWN: dict[StateKind, list[tuple[str, str]]] = {
    "article": [
        ("title", "title"),
        ("path", "file"),
        ("text_hash", "text"),
        ("author", "author"),
        ("source", "source"),
        ("published", "published"),
        ("language", "language"),
        ("url", "address"),
        ("encoding", "encoding"),
        ("gone", "file gone since"),
    ],
    "version": [("rules", "rules"), ("length", "characters")],
    "annotation": [
        ("quote", "passage"),
        ("place", "place"),
        ("text_hash", "text"),
        ("status", "status"),
        ("proposed", "proposed place"),
        ("tags", "tags"),
        ("note", "note"),
    ],
    "tag": [("path", "name"), ("color", "color"), ("description", "description"), ("slot", "key")],
    "search": [("name", "name"), ("query", "query")],
}
"""The fields of each kind that are told, with what they are called."""
_IMPLIED = {"title", "text", "rules", "passage", "place", "status", "name", "color", "key"}
"""What is told only of things that were there before and after."""


class Detail(NamedTuple):
    """One field of one thing, before and after a step."""

    kind: StateKind
    id: str
    what: str
    """The thing, so that a person knows it: its title, first words or name."""
    outcome: Outcome
    field: str
    before: str
    after: str


def details(changes: Iterable[Change], name_of: NameOf) -> Iterator[Detail]:
    """Give what changes did, a detail for each field; of a thing with none, one without a field.

    Several changes of one thing are told one after the other.
    """
    for change in changes:
        before = _told(change.kind, change.before, name_of)
        after = _told(change.kind, change.after, name_of)
        outcome: Outcome = "changed"
        if change.before is None or change.after is None:
            outcome = "new" if change.before is None else "gone"
        told = [
            label
            for _, label in _SHOWN[change.kind]
            if before.get(label, "") != after.get(label, "")
            and (outcome == "changed" or label not in _IMPLIED)
        ]
        what = _thing(change, name_of)
        for label in told or [""]:
            texts = before.get(label, ""), after.get(label, "")
            yield Detail(change.kind, change.key, what, outcome, label, *texts)


def _told(kind: StateKind, state: State | None, name_of: NameOf) -> dict[str, str]:
    """Give a state's fields in words, by their labels."""
    if state is None:
        return {}
    words = {field: str(state[field]) for field, _ in _SHOWN[kind] if field in state}
    if "text_hash" in words:
        words["text_hash"] = words["text_hash"][:_HASH]
    if kind == "annotation":
        words["place"] = f"{state['start']} to {state['end']}"
        ends = (state["proposed_start"], state["proposed_end"])
        words["proposed"] = f"{ends[0]} to {ends[1]}" if ends[1] else ""
        rows = state["tags"]
        assert isinstance(rows, list)
        words["tags"] = "; ".join(name_of("tag", str(row[0])) for row in rows)
    if kind == "tag":
        words["slot"] = words["slot"] if state["slot"] else ""
    return {label: words[field] for field, label in _SHOWN[kind]}


def _thing(change: Change, name_of: NameOf) -> str:
    state = change.after or change.before or {}
    if change.kind == "article":
        return f"“{state['title']}”"
    if change.kind == "tag":
        return str((change.before or state)["path"])
    if change.kind == "search":
        return f"“{state['name']}”"
    if change.kind == "version":
        title = name_of("article", str(state["article"]))
        return f"{str(state['hash'])[:_HASH]} of “{title}”"
    quote = str((change.before or state)["quote"])
    return shortly(quote) if quote else "memo"


def lines(found: Iterable[Detail], most: int = 400) -> Iterator[str]:
    """Give details as lines to read: a thing with a sign, what changed in it indented below.

    `+` is before what is new, `-` before what is gone, `~` before what changed. After `most`
    things it is only said how many more there are.
    """
    last: tuple[str, str, str] | None = None
    things = 0
    for detail in found:
        thing = (detail.kind, detail.id, detail.outcome)
        if thing != last:
            last = thing
            things += 1
            if things <= most:
                sign = {"new": "+", "gone": "-", "changed": "~"}[detail.outcome]
                yield f"{sign} {_KINDS[detail.kind]} {detail.what}"
        if things <= most and detail.field:
            yield from (f"    {line}" for line in _field(detail))
    if things > most:
        yield f"and {plural(things - most, 'more change')}; --json has them all"


_KINDS: dict[StateKind, str] = {
    "article": "article",
    "version": "text",
    "annotation": "annotation",
    "tag": "tag",
    "search": "saved search",
}


def _field(detail: Detail) -> Iterator[str]:
    before, after = detail.before, detail.after
    whole = (after or before).split("\n")
    if detail.outcome != "changed" and len(whole) == 1:
        yield f"{detail.field}: {whole[0]}"
    elif detail.outcome != "changed":
        yield f"{detail.field}:"
        yield from (f"  {line}" for line in whole)
    elif detail.field == "tags":
        was, now = (_parts(tags) for tags in (before, after))
        signed = [f"-{tag}" for tag in was if tag not in now]
        signed += [f"+{tag}" for tag in now if tag not in was]
        yield f"tags: {'  '.join(signed) or 'in another order'}"
    elif "\n" in before + after:
        yield f"{detail.field}:"
        compared = difflib.unified_diff(before.split("\n"), after.split("\n"), n=1, lineterm="")
        # The first two lines name files, and those that begin with @ count lines.
        yield from (f"  {line}" for line in [*compared][2:] if not line.startswith("@"))
    elif not before or not after:
        yield f"{detail.field}: {'+' if after else '-'}{after or before}"
    else:
        yield f"{detail.field}: {before} → {after}"


def _parts(tags: str) -> list[str]:
    return tags.split("; ") if tags else []
