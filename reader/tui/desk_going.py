"""Going elsewhere from the open article's text: by its outline, its links and its footnotes."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.text.document import Document
from reader.tui.desk_finding import FindingDesk

if TYPE_CHECKING:
    from reader.tui.following import LinkFollowing
    from reader.tui.widgets.picker import Choice

_WIDTH = 64


class GoingDesk(FindingDesk):
    """A desk that goes to headings and follows links."""

    _following: LinkFollowing | None = None
    """What follows links, once one was followed."""

    def _moved(self) -> None:
        if self._following is not None:
            self._following.moved()
        super()._moved()

    def command_follow(self) -> None:
        # Imported late: the first screen does not wait for what reads addresses.
        from reader.tui.following import LinkFollowing

        self._following = self._following or LinkFollowing(self)
        if self.article is not None:
            self._following.follow()

    def command_outline(self) -> None:
        document = self.pane.document
        if not document.headings:
            self.say("No headings in this article")
            return
        here = bisect_right(document.headings, document.block_at(self.pane.cursor)) - 1

        def picked(chosen: list[Choice]) -> None:
            self.pane.go(int(chosen[0].value))

        choices = _outline(document)
        self.overlays.pick("heading", choices, picked, width=_WIDTH, start=max(here, 0))


def _outline(document: Document) -> list[Choice]:
    """Give the headings, indented by level, each with its place in the text."""
    from reader.tui.widgets.picker import Choice

    blocks = [document.blocks[index] for index in document.headings]
    highest = min(block.level for block in blocks)
    length = max(len(document.text), 1)
    return [
        Choice(
            str(block.start),
            document.text[block.start : block.end],
            f"{block.start * 100 // length} %",
            indent=block.level - highest,
        )
        for block in blocks
    ]
