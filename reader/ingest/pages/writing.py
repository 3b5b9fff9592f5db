"""Units of a page written as Markdown that means exactly them.

Every character of the page that Markdown would take for a sign is escaped, a paragraph is one
line, and what is in a line stands in HTML's own tags, which pair where asterisks would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.ingest.pages.units import Container, ListUnit, OpenTag, StyledRun, Unit

_SIGNS = re.compile(r"[\\`*_\[\]<&~^]")
_BEGINS_BLOCK = re.compile(r"[-+=:#>]|\d{1,9}(?=[.)])")
_FENCE = re.compile(r"`{3,}")
_IN_VALUE = {ord(sign): f"&#{ord(sign)};" for sign in '&"<>|`\\'}
_LONGEST_VALUE = 4_000
_LONGEST = 7_000
"""Characters of a line of Markdown; a longer paragraph is several."""


def markdown(units: Iterable[Unit]) -> str:
    """Give the Markdown of units."""
    writer = _Writer()
    for unit in units:
        writer.add(unit)
    return writer.written()


def escaped(text: str) -> str:
    """Give text that stands in a line so that it means itself.

    >>> escaped("a*b <i> | &amp;")
    'a\\\\*b \\\\<i> &vert; \\\\&amp;'
    """
    return _SIGNS.sub(r"\\\g<0>", text).replace("|", "&vert;")


def inline(runs: Sequence[StyledRun]) -> str:
    """Give runs as a line of Markdown."""
    return "".join(_lines(runs, 0))


class _Writer:
    """Puts units under one another, each within its quotations and items."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last: Unit | None = None
        self._signs: dict[ListUnit, int] = {}

    def written(self) -> str:
        return "".join(self._parts)

    def add(self, unit: Unit) -> None:
        for lines in _blocks(unit):
            self._put(unit, lines)
            self._last = unit

    def _put(self, unit: Unit, lines: list[str]) -> None:
        before = self._last.containers if self._last else ()
        shared = _shared(before, unit.containers)
        if self._last:
            self._parts.append(self._gap(unit, shared))
        opened = unit.containers[shared:]
        first = self._prefix(unit.containers[:shared])
        for place, container in enumerate(opened):
            if container.listing and container.listing not in self._signs:
                follows = before[shared] if place == 0 and len(before) > shared else None
                self._signs[container.listing] = self._sign(container.listing, follows)
            first += self._marker(container)
        rest = self._prefix(unit.containers)
        self._parts.append(f"\n{rest}".join([first + lines[0], *lines[1:]]))

    def _sign(self, listing: ListUnit, follows: Container | None) -> int:
        """Give which of two signs a list has: not that of a list right before it."""
        if follows and follows.listing and follows.listing.is_ordered == listing.is_ordered:
            return 1 - self._signs[follows.listing]
        return 0

    def _gap(self, unit: Unit, shared: int) -> str:
        assert self._last
        last = self._last
        within = self._prefix(unit.containers[:shared])
        is_item = len(unit.containers) > shared
        if is_item and last.is_tight and unit.is_tight and self._is_in_a_list(unit, shared):
            return "\n"
        return f"\n{within.rstrip()}\n"

    def _is_in_a_list(self, unit: Unit, shared: int) -> bool:
        """Whether a unit begins an item of the list that the one before stands in, or in it."""
        assert self._last
        new = unit.containers[shared].listing
        before = self._last.containers
        if new is None:
            return False
        if len(before) == shared:
            return bool(shared) and before[-1].listing is not None
        return before[shared].listing is new

    def _marker(self, container: Container) -> str:
        listing = container.listing
        if listing is None:
            return "> "
        sign = self._signs[listing]
        return f"{container.number}{'.)'[sign]} " if listing.is_ordered else f"{'-*'[sign]} "

    def _prefix(self, containers: Sequence[Container]) -> str:
        """Give what stands before a further line within containers."""
        parts = []
        for one in containers:
            parts.append(" " * len(self._marker(one)) if one.listing else "> ")
        return "".join(parts)


def _shared(before: Sequence[Container], now: Sequence[Container]) -> int:
    """Give how many containers two units share."""
    count = 0
    for one, other in zip(before, now, strict=False):
        if one is not other:
            break
        count += 1
    return count


def _blocks(unit: Unit) -> Iterable[list[str]]:
    """Give the lines of the blocks that a unit is in Markdown."""
    if unit.kind == "rule":
        return [["***"]]
    if unit.kind == "code":
        return [_fenced(unit.code, unit.info)]
    if unit.kind == "table":
        return [_table(unit.rows)]
    if unit.kind == "heading":
        line = "".join(_lines(unit.runs, 0)).replace("#", "\\#")
        return [[f"{'#' * unit.level} {_kept_ends(line)}"]]
    return [[_begun(_kept_ends(line))] for line in _lines(unit.runs, _LONGEST)]


def _fenced(code: str, info: str) -> list[str]:
    longest = max((len(run) for run in _FENCE.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return [fence + info, *code.removesuffix("\n").split("\n"), fence]


def _table(rows: Sequence[Sequence[Sequence[StyledRun]]]) -> list[str]:
    lines = ["| " + " | ".join([_kept_ends(inline(cell)) for cell in row]) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]


def _begun(line: str) -> str:
    """Give a paragraph's line so that nothing at its start is a sign."""
    found = _BEGINS_BLOCK.match(line)
    if not found:
        return line
    start = found[0]
    return f"{start}\\{line[len(start) :]}" if start.isdigit() else f"\\{line}"


def _kept_ends(line: str) -> str:
    """Give a line so that white space of other kinds, which Markdown would trim, stays."""
    if line[:1].isspace():
        line = f"&#{ord(line[0])};{line[1:]}"
    if line[-1:].isspace():
        line = f"{line[:-1]}&#{ord(line[-1])};"
    return line


def _lines(runs: Sequence[StyledRun], longest: int) -> list[str]:
    """Give runs as one line, or as several where it would be longer than `longest` (0: never)."""
    lines: list[str] = []
    parts: list[str] = []
    size = 0
    opened: tuple[OpenTag, ...] = ()
    for run in runs:
        tags = tuple([tag for tag in run.tags if tag.name != "a" or tag.address])
        for text in _portions(run.text, longest if run.kind == "text" else 0):
            made = _written(run, text)
            if longest and size and size + len(made) > longest:
                parts += _closed(opened, 0)
                lines.append("".join(parts).rstrip(" "))
                parts, size, opened = [], 0, ()
                made = made.lstrip(" ")
            shared = 0
            while shared < min(len(opened), len(tags)) and opened[shared] == tags[shared]:
                shared += 1
            if run.kind != "break":
                parts += [*_closed(opened, shared), *map(_opening, tags[shared:])]
                opened = tags
            parts.append(made)
            size += len(made) + 80 * (len(tags) - shared)
    return [*lines, "".join([*parts, *_closed(opened, 0)])]


def _portions(text: str, longest: int) -> list[str]:
    """Give text in parts, cut at spaces, whose Markdown is no longer than `longest`."""
    part = longest // 6
    if not longest or len(text) <= part:
        return [text]
    found = []
    while len(text) > part:
        cut = text.rfind(" ", part // 2, part)
        cut = cut if cut > 0 else part
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _closed(tags: Sequence[OpenTag], shared: int) -> list[str]:
    return [f"</{tag.name}>" for tag in reversed(tags[shared:])]


def _opening(tag: OpenTag) -> str:
    return f'<a href="{_value(tag.address)}">' if tag.address else f"<{tag.name}>"


def _written(run: StyledRun, text: str) -> str:
    if run.kind == "break":
        return "<br>"
    if run.kind == "image":
        words = _value(text)
        if len(words) >= _LONGEST_VALUE:
            return escaped(text)
        return f'<img src="{_value(run.address)}" alt="{words}">'
    return escaped(text)


def _value(text: str) -> str:
    return text.translate(_IN_VALUE)
