"""What is known of an article, as YAML that any reader of YAML gives back exactly."""

from __future__ import annotations

from collections.abc import Sequence

from reader.annotation.tagging import united
from reader.formats.markdown.tags import is_tag
from reader.formats.record import Record

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FIELDS = ("title", "author", "source", "published", "accessed", "url", "article")


def facts(records: Sequence[Record]) -> list[str]:
    """Give the lines of YAML on the one article of these records, without those that part it.

    Tags that are none to Obsidian stand in a list of their own.
    """
    first = records[0]
    lines = [
        f"{name}: {string(value)}" for name in _FIELDS if (value := getattr(first, name)) != ""
    ]
    lines += _list("text_hash", text_hashes(records))
    paths = united([path for record in records for path in record.tags])
    lines += _list("tags", [path for path in paths if is_tag(path)])
    lines += _list("other_tags", [path for path in paths if not is_tag(path)])
    return lines


def text_hashes(records: Sequence[Record]) -> list[str]:
    """Give the hashes of the texts that these stand on, each once, that of the most first."""
    found = [record.text_hash for record in records if record.text_hash]
    return sorted(dict.fromkeys(found), key=found.count, reverse=True)


def string(text: str) -> str:
    """Give a text as YAML quotes it.

    >>> string('say "so"')
    '"say \\\\"so\\\\""'
    """
    return f'"{"".join(map(_character, text))}"'


def _list(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"  - {string(value)}" for value in values)] if values else []


def _character(character: str) -> str:
    """Give a character as it stands between YAML's quotes: what does not print is spelt out."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
