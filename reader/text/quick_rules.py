"""What may end a paragraph or a quote, decided by a line's first character.

markdown-it asks every rule of every line whether it begins a block there, and asks anew for
each quote around. Hardly a line of prose can: one look at its first character says so.
"""

from __future__ import annotations

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_FIRST = frozenset("`~>-*_+#<|:[0123456789")
"""What a line begins with that may begin a block other than a paragraph or a table."""


class QuickRuler(Ruler[RuleFuncBlockType]):
    """The rules of another ruler; what ends a block is one rule, which mostly says no at once."""

    def __init__(self, ruler: Ruler[RuleFuncBlockType], table: RuleFuncBlockType) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._ends = {
            chain: [_ending(ruler.getRules(chain), table)]
            for chain in ("paragraph", "reference", "blockquote", "list")
        }

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:  # noqa: N802, N803
        """Give the rules that are tried in a situation; the name is markdown-it's."""
        return self._ends.get(chainName) or super().getRules(chainName)


def _ending(rules: list[RuleFuncBlockType], table: RuleFuncBlockType) -> RuleFuncBlockType:
    """Give one rule that tells whether any of `rules` begins a block at a line."""
    with_table = table in rules

    def ends(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        if state.src[start : start + 1] in _FIRST:
            return any(rule(state, line, end_line, silent) for rule in rules)
        return with_table and table(state, line, end_line, silent)

    return ends
