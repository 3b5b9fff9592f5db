"""Which rules of blocks are worth asking of a line, by its first character.

markdown-it asks every rule of every line whether it begins a block there, and asks anew for
each quote around. Most rules can tell from one character; so one look spares most questions.
"""

from __future__ import annotations

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_FIRST = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""What a line begins with that a rule may hold for; a rule that is not here is always asked."""
_FIRST_AT_AN_END = {**_FIRST, "deflist": ":~"}
"""The same where the question is whether a block ends: there a definition is meant, no term."""
_CHAINS = ("", "paragraph", "reference", "blockquote", "list")


class QuickRuler(Ruler[RuleFuncBlockType]):
    """The rules of another ruler; those for a situation are one, which asks what may hold."""

    def __init__(self, ruler: Ruler[RuleFuncBlockType]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._quick = {chain: [_quick(ruler, chain)] for chain in _CHAINS}

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:  # noqa: N802, N803  # its names
        """Give the rules that are tried in a situation; the name is markdown-it's."""
        return self._quick[chainName]


def _quick(ruler: Ruler[RuleFuncBlockType], chain: str) -> RuleFuncBlockType:
    """Give one rule that holds where any of a chain's does."""
    first = _FIRST_AT_AN_END if chain else _FIRST
    chosen = [rule for rule in ruler.__rules__ if rule.enabled and (not chain or chain in rule.alt)]
    always = [rule.fn for rule in chosen if rule.name not in first]
    characters = {character for rule in chosen for character in first.get(rule.name, "")}
    by_character = {
        character: [rule.fn for rule in chosen if character in first.get(rule.name, character)]
        for character in characters
    }

    def quick(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        for rule in by_character.get(state.src[start : start + 1], always):
            if rule(state, line, end_line, silent):
                return True
        return False

    return quick
