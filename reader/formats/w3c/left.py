"""What is left of an annotation when all that the library has a place for is taken."""

from __future__ import annotations

from collections.abc import Mapping, Set

from reader.formats.json_members import others
from reader.formats.losses import Losses

_WORDS = frozenset(
    "accessibility audience canonical creator cached format language processingLanguage"
    " renderedVia rights scope styleClass stylesheet textDirection via".split()
)
"""Words of the W3C's that say what has no place in a library."""


def lose(about: Mapping[str, object], known: Set[str], noun: str, losses: Losses) -> bool:
    """Count what is not known under its name, if that is one of the W3C's; give if there is more.

    Names of other people's making are not told one by one: there may be any number of them.
    """
    left = others(about, known)
    for name in sorted(left & _WORDS):
        losses.add(f"the {name}", noun)
    return bool(left - _WORDS)
