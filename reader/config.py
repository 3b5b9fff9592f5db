"""Settings: from the environment, `config.toml` and defaults, validated where they come in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Literal, NamedTuple, cast

from reader import sizes
from reader.commands import COMMANDS, rebound
from reader.errors import MisuseError

Theme = Literal["auto", "dark", "light"]
THEMES = ("auto", "dark", "light")
CitationStyle = Literal["plain", "markdown", "bibtex", "csl"]
CITATIONS = ("plain", "markdown", "bibtex", "csl")

_TYPES: dict[str, tuple[type | UnionType, str]] = {
    "annotator": (str, 'text, such as annotator = "kim"'),
    "database": (str, 'a path in quotes, such as database = "~/annotations.db"'),
    "max_size": (str | int, 'a size, such as max_size = "200MB"'),
    "theme": (str, '"auto", "dark" or "light"'),
    "citation": (str, '"plain", "markdown", "bibtex" or "csl"'),
    "citation_template": (str, 'a path in quotes, such as citation_template = "~/cite.txt"'),
    "keys": (dict, "a table, [keys], with a command's name and its keys in each line"),
}

_CHOICES: dict[str, tuple[str, ...]] = {"theme": THEMES, "citation": CITATIONS}


class Settings(NamedTuple):
    """What a user has chosen."""

    annotator: str
    """Who annotates; never empty."""
    database: Path | None = None
    """Where the database is, if that was said; else it depends on the corpus."""
    theme: Theme = "auto"
    keys: Mapping[str, object] = {}
    """Keys by command name, as `commands.rebound` takes them."""
    max_size: int = sizes.DEFAULT
    """Bytes of the largest file that is taken in."""
    citation: CitationStyle = "plain"
    """How a passage that is copied is cited."""
    citation_template: Path | None = None
    """Where the template is that it is cited by instead, if there is one."""


def default_path() -> Path:
    """Give where the user's `config.toml` belongs."""
    # Imported here: with the path given there is no need for it.
    import platformdirs

    return Path(platformdirs.user_config_dir("article-reader")) / "config.toml"


def load(environ: Mapping[str, str], config_path: Path | None = None) -> Settings:
    """Give the settings: the environment's before the file's before the defaults.

    A file that is missing sets nothing; one that cannot be read or holds anything unknown
    raises `MisuseError`, with the file's name and the line.
    """
    path = config_path or default_path()
    values = _read(path)
    database = environ.get("ARTICLE_READER_DB") or values.get("database")
    annotator = environ.get("ARTICLE_READER_ANNOTATOR") or values.get("annotator")
    size = environ.get("ARTICLE_READER_MAX_SIZE")
    template = values.get("citation_template")
    return Settings(
        annotator=annotator_name(str(annotator or _login(environ))),
        database=expanded(str(database)) if database else None,
        theme=cast(Theme, values.get("theme", "auto")),
        keys=cast("Mapping[str, object]", values.get("keys", {})),
        max_size=(
            sizes.limit(size, "ARTICLE_READER_MAX_SIZE")
            if size
            else cast(int, values.get("max_size", sizes.DEFAULT))
        ),
        citation=cast(CitationStyle, values.get("citation", "plain")),
        citation_template=expanded(str(template)) if template else None,
    )


def annotator_name(given: str) -> str:
    """Give an annotator's name as it is kept; `MisuseError` if it is none."""
    name = given.strip()
    if not name or not name.isprintable():
        raise MisuseError(
            f"{given[:40]!a} cannot be an annotator's name", "give one line of printable text"
        )
    return name


def expanded(path: str) -> Path:
    """Give a path with `~` as the home folder; where there is none, it stays as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  # Path's own raises


def _login(environ: Mapping[str, str]) -> str:
    """Give the login name, or a word that stands for nobody's."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if environ.get(name, "").strip().isprintable() and environ.get(name, "").strip():
            return environ[name]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "reader"


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise MisuseError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path} is not UTF-8", "save it as UTF-8") from error
    # Imported here: most people have no such file.
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MisuseError(f"{path} is not TOML: {error}", "see https://toml.io") from error
    _check(path, text, values)
    return values


def _check(path: Path, text: str, values: dict[str, object]) -> None:
    """Refuse names nothing is known by and values of the wrong kind; put sizes in bytes."""
    for name, value in values.items():
        where = f"{path}, line {_line(text, name)}"
        if name not in _TYPES:
            raise MisuseError(
                f"{where}: there is no setting {name!r}", f"there are {', '.join(_TYPES)}"
            )
        kind, form = _TYPES[name]
        wrong = value not in _CHOICES.get(name, (value,)) or (
            name in ("database", "citation_template") and "\0" in str(value)
        )
        if not isinstance(value, kind) or isinstance(value, bool) or wrong:
            raise MisuseError(f"{where}: {name} is not right", f"write {form}")
        if name == "max_size":
            values[name] = sizes.limit(str(value), f"{where}: max_size")
    keys = values.get("keys", {})
    assert isinstance(keys, dict)
    try:
        rebound(COMMANDS, keys)
    except MisuseError as error:
        raise MisuseError(f"{path}, [keys]: {error.what}", error.hint) from error


def _line(text: str, name: str) -> int:
    """Give the line in which a setting seems to stand, from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        written = line.replace("[", " ").replace('"', " ").split("=")[0].strip(" ].")
        if written.split(".")[0].strip() == name:
            return number
    return 1
