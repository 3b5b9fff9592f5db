"""What an article's front matter says of it: YAML, read as data and within limits.

Whatever is in it survives as JSON values; what is no YAML survives as its text.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping

from reader.text.normal import normalise

LARGEST = 100_000
"""Characters of front matter that are read as YAML."""
DEEPEST = 40
"""How deep its values may nest."""
_PLAIN_LINE = re.compile(r"([A-Za-z_]+)[ \t]*:(?=\s|$)(.*)")
_ESCAPED = re.compile(r"\\([\"\\/])")
_ITEM = re.compile(r"\s*-\s+(.*)")
_OF_CONSTRUCTORS = (ValueError, TypeError, OverflowError, LookupError, AttributeError)
"""What PyYAML raises of values that are not of the type that a tag says: `!!int`, `!!bool x`."""
UNREAD = "front_matter"
"""The name under which front matter that is no mapping, or too much, is kept as text."""


def read(source: str) -> dict[str, object]:
    """Give the values of front matter by name."""
    if not source.strip():
        return {}
    # Imported here, as YAML below: most files have none, and the first screen waits for a new one.
    from reader.ingest import plain_front_matter

    if (values := plain_front_matter.read(source)) is not None:
        return {_name(key): _plain(item, 1) for key, item in values.items()}
    if len(source) <= LARGEST:
        import yaml

        from reader.ingest.literal_yaml import LiteralLoader

        try:
            value = yaml.load(source, Loader=LiteralLoader)
            if isinstance(value, Mapping):
                return {_name(key): _plain(item, 1) for key, item in value.items()}
        except (yaml.YAMLError, RecursionError, *_OF_CONSTRUCTORS):
            pass
    return {UNREAD: normalise(source)}


def field(values: Mapping[str, object], *names: str) -> str:
    """Give the first of the named values that says something, as one line of text."""
    if set(values) == {UNREAD}:
        values = _plain_lines(str(values[UNREAD]))
    for name in names:
        text = _line(values.get(name))
        if text:
            return text
    return ""


def people(values: Mapping[str, object], *names: str) -> str:
    """Give whom the first of the named values that says something names, with `; ` between.

    A person may be told by parts, as `name`, or as `given` and `family`.
    """
    if set(values) == {UNREAD}:
        values = _plain_lines(str(values[UNREAD]))
    for name in names:
        found = values.get(name)
        each = found if isinstance(found, list) else [found]
        if text := "; ".join(filter(None, map(_person, each))):
            return text
    return ""


def _person(value: object) -> str:
    if not isinstance(value, Mapping):
        return _line(value)
    given, family = (_line(value.get(name)) for name in ("given", "family"))
    return _line(value.get("name")) or " ".join(filter(None, (given, family)))


def _plain_lines(source: str) -> dict[str, object]:
    """Give what lines like `name: value` say, of text that is no YAML."""
    found: dict[str, object] = {}
    listing: list[object] | None = None
    for line in source.split("\n"):
        if listing is not None and (item := _ITEM.match(line)):
            listing.append(_unquoted(item[1]))
            continue
        listing = None
        if not (match := _PLAIN_LINE.match(line)) or match[1].lower() in found:
            continue
        name, value = match[1].lower(), match[2].strip()
        if not value:
            found[name] = listing = []
        elif value.startswith("[") and value.endswith("]"):
            found[name] = [_unquoted(part) for part in value[1:-1].split(",")]
        elif value[:1] not in ("|", ">"):
            found[name] = _unquoted(value)
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) < 2 or value[0] != value[-1] or value[0] not in "\"'":
        return value
    inner = value[1:-1]
    return inner.replace("''", "'") if value[0] == "'" else _ESCAPED.sub(r"\1", inner)


def _name(key: object) -> str:
    return normalise(str(_plain(key, 1)))


def _plain(value: object, depth: int) -> object:
    """Give a value as JSON knows it."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case str():
            return normalise(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case Mapping():
            return {_name(key): _plain(item, depth + 1) for key, item in value.items()}
        case set() | frozenset():
            # Else their order would be another at each run.
            return sorted((_plain(item, depth + 1) for item in value), key=str)
        case list() | tuple():
            return [_plain(item, depth + 1) for item in value]
        case _:
            return normalise(str(value))


def _line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_line, value)))
    if value is None or isinstance(value, (bool, Mapping)):
        return ""
    return " ".join(str(value).split())
