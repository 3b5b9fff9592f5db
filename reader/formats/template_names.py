"""What a user's template may name, told with its line where it names anything else."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from reader.errors import MisuseError


def checked(text: str, names: Sequence[str]) -> None:
    """Refuse a template for `string.Template` that has any name but these.

    >>> checked("$qoute", ("quote",))
    Traceback (most recent call last):
    reader.errors.MisuseError: line 1 of the template: there is no $qoute; there is $quote
    """
    for match in Template.pattern.finditer(text):
        name = match["named"] or match["braced"]
        if match["escaped"] is not None or name in names:
            continue
        where = f"line {text.count(chr(10), 0, match.start()) + 1} of the template"
        if name is None:
            raise MisuseError(f"{where}: a $ stands for nothing", "write $$ for a $ itself")
        listed = ", ".join(f"${one}" for one in names)
        verb = "are" if len(names) > 1 else "is"
        raise MisuseError(f"{where}: there is no ${name}", f"there {verb} {listed}")
