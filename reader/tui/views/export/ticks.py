"""What can be ticked in the dialog: what is exported, and how a format is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from reader.formats.export import Dialect, Options
from reader.formats.known import Format
from reader.tui.views.export.choice import TICKS, Choice
from reader.tui.widgets.options import Option

_WORDS = (
    ("per_tag", "one row for each tag"),
    ("bom", "byte order mark, for Excel"),
    ("raw", "exact text, formulas as well"),
)
_DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
_DIALECT_WORDS = (
    "positions in characters",
    "positions in UTF-16 units",
    "the same, line ends of two",
)
_OFFERED = frozenset((*TICKS, "dialect"))
_FOLDER = "a folder, a file each article"


class Chosen:
    """What is ticked; what a format does not know is kept for the next one that does."""

    def __init__(self, options: Options, *, is_folder: bool) -> None:
        """Begin with what was chosen last."""
        self._ticked = {name for name, _ in _WORDS if getattr(options, name)} | {"narrowed"}
        self._dialect = _DIALECTS.index(options.dialect)
        if is_folder:
            self._ticked.add("folder")

    def is_ticked(self, name: str) -> bool:
        """Tell whether something is ticked."""
        return name in self._ticked

    def options(self, form: Format, of: Iterable[tuple[str, str]]) -> list[Option]:
        """Give what can be ticked for a format; `of` is what can be exported, with its words."""
        rows = [*of, *([("folder", _FOLDER)] if form.to_folder and form.writes else [])]
        rows += [row for row in _WORDS if row[0] in form.options]
        found = [Option(name, words, self.is_ticked(name)) for name, words in rows]
        if "dialect" in form.options:
            found.append(Option("dialect", "", False, _DIALECT_WORDS, self._dialect))
        return found

    def take(self, options: Sequence[Option]) -> None:
        """Take over what is ticked now."""
        for option in options:
            if option.choices:
                self._dialect = option.chosen
            elif option.ticked:
                self._ticked.add(option.name)
            else:
                self._ticked.discard(option.name)

    def given(self, form: Format) -> Options:
        """Give the options that a format knows."""
        given = self._all
        return Options(**{name: getattr(given, name) for name in form.options & _OFFERED})

    def remembered(self, form: str, folder: str, template: str) -> Choice:
        """Give what is to be chosen next time."""
        return Choice(form, self._all, self.is_ticked("folder"), folder, template)

    @property
    def _all(self) -> Options:
        per_tag, bom, raw = map(self.is_ticked, TICKS)
        return Options(per_tag, bom, raw, _DIALECTS[self._dialect])


def is_folder(form: Format, chosen: Chosen) -> bool:
    """Tell whether a folder of files is to be written."""
    return form.to_folder and (not form.writes or chosen.is_ticked("folder"))
