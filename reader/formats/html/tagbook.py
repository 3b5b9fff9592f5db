"""The tags of a page: their numbers, colours and chips, and what each of them filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reader.annotation.model import TAG_COLORS, TagUse
from reader.annotation.painting import UNTAGGED, color_of
from reader.annotation.tagging import matched
from reader.formats.html import escaping
from reader.formats.losses import Losses
from reader.text.normal import visible


class TagBook:
    """The tags that a page knows; a tag filters its own passages and those of tags below it."""

    def __init__(self, given: Sequence[TagUse], losses: Losses) -> None:
        """Take the tags by path."""
        uses = self._uses = [_harmless(use, losses) for use in given]
        self._numbers = {matched(use.tag.path): number for number, use in enumerate(uses)}
        self._colors = {use.tag.path: _known(use.tag.color) for use in uses}
        self._counts: Counter[int] = Counter()
        self._untagged = 0

    def count(self, tags: Sequence[str]) -> None:
        """Count one more passage with these tags."""
        self._counts.update(self.numbers(tags))
        self._untagged += not tags

    def color(self, tags: Sequence[str]) -> str:
        """Give the colour of an annotation with these tags."""
        return color_of(tags, self._colors)

    def numbers(self, tags: Sequence[str]) -> list[int]:
        """Give the numbers of the tags that find an annotation with these."""
        found: dict[int, None] = {}
        for tag in tags:
            parts = matched(tag).split("/")
            for length in range(len(parts), 0, -1):
                number = self._numbers.get("/".join(parts[:length]))
                if number is not None:
                    found[number] = None
        return list(found)

    def chips(self, tags: Sequence[str]) -> str:
        """Give the chips of an annotation's tags."""
        if not tags:
            return ""
        made = [f"<li>{chip(tag, self.color((tag,)))}</li>" for tag in tags]
        return f'<ul class="tags" role="list">{"".join(made)}</ul>'

    def buttons(self) -> Iterator[str]:
        """Give the buttons that filter, a tag each that passages have, and one for none."""
        for number, use in enumerate(self._uses):
            if count := self._counts[number]:
                yield _button(str(number), chip(use.tag.path, _known(use.tag.color)), count)
        if self._untagged:
            yield _button("none", '<span class="tag none">without a tag</span>', self._untagged)

    def legend(self) -> Iterator[str]:
        """Give the rows of the tags with what they mean and how often they are used."""
        for use in self._uses:
            tag = use.tag
            yield (
                f"<tr><td>{chip(tag.path, _known(tag.color))}</td>"
                f'<td dir="auto" class="prose">{escaping.text(tag.description)}</td>'
                f'<td class="right">{use.annotations}</td></tr>\n'
            )


def chip(path: str, color: str) -> str:
    """Give a tag as a chip; where its label spells out what would not show, also as it is."""
    label = visible(path)
    exact = f' data-tag="{escaping.attribute(path)}"' if label != path else ""
    return f'<span class="tag {color}"{exact} dir="auto">{escaping.text(label)}</span>'


def _button(which: str, label: str, count: int) -> str:
    return (
        f'<button type="button" aria-pressed="false" data-which="{which}">{label}'
        f' <span class="count">{count}</span></button>\n'
    )


def _harmless(use: TagUse, losses: Losses) -> TagUse:
    """Give a tag as `escaping.harmless` gives records."""
    tag = use.tag
    kept = tag._replace(path=escaping.shown(tag.path), description=escaping.shown(tag.description))
    losses.add("the control characters", "tag", kept != tag)
    return use._replace(tag=kept)


def _known(color: str) -> str:
    """Give a colour's name that the style knows."""
    return color if color in TAG_COLORS else UNTAGGED
