"""Prose with an emphasis now and then, read without asking every rule at every character.

Most paragraphs hold nothing else, and all rules together take ten times as long. What is not plain
at the first look is left to them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_OTHER = re.compile(r"[&\[<\\_`~\t]|://| \n|\n[ \n]")
"""What something else than text, emphasis or a line end may begin with."""
_MARK = re.compile(r"(\*+|\n)")
_TAGS = {"*": "em", "**": "strong"}
_CLOSED_BEFORE = " \n.,;:!?)"
"""What may follow an emphasis that ends with a letter or digit."""
_WHITE = " \n"


def quick_tokens(content: str) -> list[Token] | None:
    """Give the inline tokens of `content`; `None` where all rules are to be asked.

    >>> [token.type for token in quick_tokens("One *word*.") or ()]
    ['text', 'em_open', 'text', 'em_close', 'text']
    >>> quick_tokens("2 * 3 * 4") is None
    True
    """
    from markdown_it.token import Token

    if _OTHER.search(content):
        return None
    parts = _MARK.split(content)
    tokens: list[Token] = []
    opened = ""
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part:
                tokens.append(Token("text", "", 0, content=part))
        elif part == "\n":
            tokens.append(Token("softbreak", "br", 0))
        else:
            before = parts[index - 1][-1:] or (parts[index - 2] if index > 1 else "\n")
            after = parts[index + 1][:1] or (parts[index + 2] if index + 2 < len(parts) else "\n")
            if part == opened and _closes(before, after):
                tokens.append(Token(f"{_TAGS[part]}_close", _TAGS[part], -1))
                opened = ""
            elif not opened and part in _TAGS and before in _WHITE and after.isalnum():
                tokens.append(Token(f"{_TAGS[part]}_open", _TAGS[part], 1))
                opened = part
            else:
                return None
    return None if opened else tokens


def _closes(before: str, after: str) -> bool:
    """Tell whether asterisks between these two characters can end an emphasis and begin none."""
    if before.isalnum():
        return after in _CLOSED_BEFORE
    return before in ".,;:!?)" and after in _WHITE
