"""Annotations written by a template of the user's own, as `string.Template` has them.

Each `$name` stands for a part of one annotation, shown as text in Markdown as `escaping` has it,
a note as `notes` has it.
A part of several lines repeats what its line begins with, so that `> $quote` quotes every line.
"""

from __future__ import annotations

import re
from string import Template

from reader.formats.markdown.escaping import escaped, linked, on_one_line
from reader.formats.markdown.notes import note_markdown
from reader.formats.markdown.tags import shown
from reader.formats.record import Record
from reader.formats.template_names import checked

NAMES = (*Record._fields, "block")
"""What can stand behind a `$`: the columns of a CSV, `page`, and the block id with its `^`."""

_LEAD = re.compile(r"[ \t>]*")
_ON_SEVERAL_LINES = ("quote", "prefix", "suffix")


class AnnotationTemplate:
    """A template for one annotation."""

    def __init__(self, text: str) -> None:
        """Take a template's text; `MisuseError` if it has a name that stands for nothing."""
        checked(text, NAMES)
        self._lines = [
            (_lead(line), Template(line)) for line in text.removesuffix("\n").split("\n")
        ]

    def fill(self, record: Record, block: str) -> str:
        """Give what is written of an annotation, with a line end behind it."""
        values = {name: _shown(record, name) for name in Record._fields}
        values["block"] = f"^{block}"
        return "".join(
            template.substitute(
                {name: value.replace("\n", f"\n{lead}") for name, value in values.items()}
            )
            + "\n"
            for lead, template in self._lines
        )


def _lead(line: str) -> str:
    match = _LEAD.match(line)
    return match[0] if match else ""


def _shown(record: Record, name: str) -> str:
    """Give one part of an annotation as Markdown."""
    value = getattr(record, name)
    if name == "tags":
        return " ".join(map(shown, record.tags))
    if name == "url" and (link := linked(record.url)).startswith("<"):
        # Without its brackets and with no end that a link in Markdown would take for its own.
        return link[1:-1].replace("(", "%28").replace(")", "%29")
    if name == "note":
        return note_markdown(record.note)
    return escaped(str(value)) if name in _ON_SEVERAL_LINES else on_one_line(str(value))
