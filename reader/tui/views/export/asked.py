"""What is asked for in the dialog: a format, how it is written, and of what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reader.formats.export import Options
from reader.formats.known import Format
from reader.query import Query


@dataclass(frozen=True)
class Narrowing:
    """What an export is narrowed to; what is empty narrows nothing."""

    article: str = ""
    """An article's id."""
    tag: str = ""
    query: Query = field(default_factory=Query)


@dataclass(frozen=True)
class Asked:
    """One export."""

    format: Format
    options: Options
    is_folder: bool
    """Whether it is a folder of files."""
    narrowing: Narrowing

    @property
    def noun(self) -> str:
        """What is counted in it, in the singular."""
        return "row" if self.options.per_tag else content(self.format)


def content(form: Format) -> Literal["annotation", "tag", "article"]:
    """Give what a format is a list of."""
    if form.holds & {"place", "note"}:
        return "annotation"
    return "tag" if "tags" in form.holds else "article"
