"""What is asked for in the dialog: a format, how it is written, and of what."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reader.config import expanded
from reader.errors import ReaderError
from reader.formats.export import Options
from reader.formats.known import Format
from reader.library import template_files
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
    template: str = ""
    """The file of the template that it is written by, as it was typed; empty for none."""

    def read(self) -> Options:
        """Give the options with the template read; `ReaderError` if that cannot be.

        A disk may take long to answer, so it is called in a thread.
        """
        if not self.template:
            return self.options
        path = self.template_path
        if not path.is_file():
            # Nor a pipe, for which one could wait for ever.
            raise ReaderError(f"there is no template {path}", "name another")
        return self.options._replace(template=template_files.read(path, "name another"))

    @property
    def template_path(self) -> Path:
        """Where the template's file is, if there is one."""
        return Path(expanded(self.template)).absolute()
