"""reStructuredText and Org as pandoc is given them: nothing of them is left out, and no other file
is named in a way that makes it fail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

# What a file of its own says of this comes later and holds.
_ORG = "#+OPTIONS: d:t p:t prop:t tags:t todo:t c:t ^:{}\n#+EXCLUDE_TAGS:\n"
_ORG_LINES = _ORG.count("\n")
_EXPORTS = re.compile(
    r"(?mi)^([ \t]*#\+(?:begin_src|header)[^\n]*:exports[ \t]+)(?:none|results)\b"
)
_LINE = re.compile(r"\bline (\d+)\b")
_DIRECTIVE = re.compile(
    r"[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?P<name>[\w.:+-]+?)[ \t]?::(?:\s+(?P<rest>.*))?$"
)
_INCLUDES = ("include", "literalinclude")
_CODE = ("aafig", "code", "code-block", "math", "raw", "sourcecode")
"""Directives whose contents are no reStructuredText."""
_FIELD = re.compile(r"([ \t]+):(?P<name>[^:]+):(?P<rest>.*)")
_FILES = ("file", "url")
_MARKERS = re.compile(r" *(?:(?:[-*+•‣⁃]|(?:\d+|[A-Za-z]|#)[.)]|\((?:\d+|[A-Za-z]|#)\)) +)*")
"""What stands before the text of a line."""
_TAB = 4


class WrittenText(NamedTuple):
    """A text as it is given on."""

    text: str
    lines: int = 0
    """Lines that were put before it."""
    warnings: tuple[str, ...] = ()


def prepared(text: str, kind: str) -> WrittenText:
    """Give a text of the kind "rst" or "org" as pandoc is given it."""
    if kind == "org":
        return WrittenText(_ORG + _EXPORTS.sub(r"\1both", text), _ORG_LINES)
    files = _Files()
    text = "\n".join(files.without(line) for line in text.split("\n"))
    warnings = tuple(
        f"names another file, which is not read: {name}" for name in dict.fromkeys(files.names)
    )
    return WrittenText(text, 0, warnings)


def numbered(warning: str, written: WrittenText) -> str:
    """Give a warning with the number of the line in the file as it is."""
    if not written.lines:
        return warning
    return _LINE.sub(lambda match: f"line {max(int(match[1]) - written.lines, 1)}", warning)


@dataclass(slots=True)
class _Files:
    """The lines of a text that name files, told from those of its literal blocks."""

    names: list[str] = field(default_factory=list)
    literal: int | None = None
    """The column that all lines of a literal block are right of, in one."""
    announced: int | None = None
    """The same of the block that the last line announced; it begins with an empty line."""
    options: int | None = None
    """The column of the directive whose options may come."""
    is_code: bool = False
    """Whether what that directive holds is literal."""

    def without(self, line: str) -> str:
        """Give the next line as it names no file."""
        if not line.strip():
            if self.literal is None:
                self.literal = self.options if self.is_code else self.announced
            self.options, self.is_code = None, False
            return line
        wide = line.rstrip().expandtabs(_TAB)
        column = len(wide) - len(wide.lstrip())
        if self.literal is not None and column > self.literal:
            return line
        self.literal = self.announced = None
        if self.options is not None and column <= self.options:
            self.options, self.is_code = None, False
        if self.options is not None and (option := _FIELD.match(line)):
            return self._option(line, option)
        if self.is_code:
            self.literal = self.options
            return line
        return self._block(line, wide, column)

    def _option(self, line: str, option: re.Match[str]) -> str:
        if option["name"].strip() not in _FILES:
            return line
        self.names.append(option["rest"].strip())
        return f"{option[1]}:name:{option['rest']}"

    def _block(self, line: str, wide: str, column: int) -> str:
        directive = _DIRECTIVE.match(wide)
        text = wide
        if directive:
            name, text = directive["name"].lower(), directive["rest"] or ""
            if name in _INCLUDES:
                self.names.append(text.strip())
                # As a paragraph it is shown, and looked for nowhere.
                return line.replace("..", "\\..", 1)
            self.options, self.is_code = column, name in _CODE
        if text.endswith("::"):
            markers = _MARKERS.match(wide)
            self.announced = markers.end() if markers and not directive else column
        return line
