"""reStructuredText and Org as pandoc is given them: nothing of them is left out, and no other file
is named in a way that makes it fail.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What a file of its own says of this comes later and holds.
_ORG = "#+OPTIONS: d:t p:t prop:t tags:t todo:t c:t ^:{}\n#+EXCLUDE_TAGS:\n"
_ORG_LINES = _ORG.count("\n")
_EXPORTS = re.compile(
    r"(?mi)^([ \t]*#\+(?:begin_src|header)[^\n]*:exports[ \t]+)(?:none|results)\b"
)
_LINE = re.compile(r"\bline (\d+)\b")
_INCLUDE = re.compile(r"(?m)^([ \t]*)\.\.(?=[ \t]+(?:include|literalinclude)::)([^\n]*)")
_OPTION = re.compile(r"(?m)^([ \t]+):(?:file|url):([^\n]*)")


class Written(NamedTuple):
    """A text as it is given on."""

    text: str
    lines: int = 0
    """Lines that were put before it."""
    warnings: tuple[str, ...] = ()


def prepared(text: str, kind: str) -> Written:
    """Give a text of the kind "rst" or "org" as pandoc is given it."""
    if kind == "org":
        return Written(_ORG + _EXPORTS.sub(r"\1both", text), _ORG_LINES)
    names = [match[2].partition("::")[2].strip() for match in _INCLUDE.finditer(text)]
    names += [match[2].strip() for match in _OPTION.finditer(text)]
    # As a paragraph it is shown, and looked for nowhere.
    text = _INCLUDE.sub(r"\1\\..\2", text)
    text = _OPTION.sub(r"\1:name:\2", text)
    warnings = tuple(
        f"names another file, which is not read: {name}" for name in dict.fromkeys(names)
    )
    return Written(text, 0, warnings)


def numbered(warning: str, written: Written) -> str:
    """Give a warning with the number of the line in the file as it is."""
    if not written.lines:
        return warning
    return _LINE.sub(lambda match: f"line {max(int(match[1]) - written.lines, 1)}", warning)
