"""What was chosen in the dialog last: kept from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from reader import state
from reader.formats import known
from reader.formats.export import Dialect, Options

_NAME = "export"
TICKS = ("per_tag", "bom", "raw")
"""Options that are ticked or not."""


@dataclass(frozen=True)
class Choice:
    """What a person chose."""

    format: str = "csv"
    """The name of a format that is written."""
    options: Options = field(default_factory=Options)
    """Those of every format, as they were chosen last."""
    is_folder: bool = False
    """Whether a folder of files was chosen where a format has both."""
    folder: str = ""
    """Where the file went."""
    template: str = ""
    """The file of the template that a format was written by."""

    def keep(self) -> None:
        """Remember it."""
        options = {name: getattr(self.options, name) for name in (*TICKS, "dialect")}
        state.keep(
            _NAME,
            {
                "format": self.format,
                "options": options,
                "as_folder": self.is_folder,
                "folder": self.folder,
                "template": self.template,
            },
        )


def last() -> Choice:
    """Give what was chosen last, as far as there still is such a thing."""
    kept = state.recalled(_NAME)
    form, options = kept.get("format"), kept.get("options")
    names = [one.name for one in known.written()]
    return Choice(
        form if isinstance(form, str) and form in names else names[0],
        _options(options) if isinstance(options, dict) else Options(),
        kept.get("as_folder") is True,
        _text(kept.get("folder")),
        _text(kept.get("template")),
    )


def _text(kept: object) -> str:
    return kept if isinstance(kept, str) else ""


def _options(kept: Mapping[str, object]) -> Options:
    dialect = kept.get("dialect")
    dialects: tuple[Dialect, ...] = get_args(Dialect)
    chosen = next((one for one in dialects if one == dialect), dialects[0])
    per_tag, bom, raw = (kept.get(name) is True for name in TICKS)
    return Options(per_tag, bom, raw, chosen)
