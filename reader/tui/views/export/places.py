"""Names of files and folders in the dialog: what is offered, and how they follow the format."""

from __future__ import annotations

from pathlib import Path

from reader.config import expanded
from reader.formats.known import Format

_NAMES = {"annotation": "annotations", "tag": "codebook", "article": "articles"}


def offered(form: Format, *, is_folder: bool = False) -> str:
    """Give the name that a file or a folder of a format is offered first."""
    name = _NAMES[form.counts]
    return name if is_folder else name + form.ending


def followed(typed: str, before: str, after: str) -> str:
    """Give what was typed with the name that is offered now in the place of the former one.

    A name of one's own keeps its stem and gets the ending.

    >>> followed("~/notes/annotations.csv", "annotations.csv", "annotations.html")
    '~/notes/annotations.html'
    >>> followed("mine.csv", "annotations.csv", "annotations.html"), followed("mine", "a.b", "a.c")
    ('mine.html', 'mine')
    """
    start, slash, name = typed.rpartition("/")
    ending = Path(before).suffix
    if name == before:
        name = after
    elif ending and name.endswith(ending) and name != ending:
        name = name.removesuffix(ending) + Path(after).suffix
    return start + slash + name


def beginning(folder: str) -> str:
    """Give what stands before a name that belongs to a folder: nothing for the present one.

    Nothing too if it is gone.
    """
    try:
        there = Path(folder)
        if not folder or not there.is_dir() or there.samefile("."):
            return ""
    except (OSError, ValueError):
        return ""
    return f"{at_home(there)}/".replace("//", "/")


def at_home(path: Path) -> str:
    """Give a path with `~` for the home folder."""
    home = Path(expanded("~"))
    if home.is_absolute() and home != Path("/") and path.is_relative_to(home):
        return str("~" / path.relative_to(home))
    return str(path)
