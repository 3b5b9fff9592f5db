"""What was given of people, times and articles, made into what the library keeps.

What has to be changed for that is counted among the losses.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Mapping
from typing import get_args

from reader.annotation.model import Kind
from reader.config import annotator_name
from reader.errors import MisuseError
from reader.formats.losses import Losses
from reader.ingest.kept import MARK
from reader.text.normal import clean, normalise

_OURS = uuid.UUID("5b0c6f86-93f5-5a3c-9a4e-0d3f2a6be8c1")
"""Under which ids are made of what something is known by elsewhere."""
_OUR_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_HASH = re.compile("[0-9a-f]{64}")
LONGEST_LINE = 2_000
"""Characters that are kept of what is known of an article."""
_DEEPEST = 20


def id_of(*known_by: str) -> str:
    """Give the id of what is known by these words: the same each time."""
    name = "\x1f".join(known_by)
    return str(uuid.uuid5(_OURS, name.encode("utf-8", "backslashreplace").decode()))


def is_made(own_id: str) -> bool:
    """Whether an id is one that `id_of` gave: hardly any tool has ids of that kind."""
    return uuid.UUID(own_id).version == 5


def given_id(given: str) -> str:
    """Give an id as it is kept if it is a UUID, else nothing."""
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return ""


def given_hash(given: str) -> str:
    """Give the hash of a text, if it is one, else nothing."""
    return given if _HASH.fullmatch(given) else ""


def line(given: str) -> str:
    """Give what is known of an article as one harmless line."""
    return " ".join(normalise(given[:LONGEST_LINE]).split())


def is_changed(given: str) -> bool:
    """Whether a text has characters that others are kept for, but for those of line ends.

    >>> is_changed("a\\r\\nb"), is_changed("a\\x1bb")
    (False, True)
    """
    plain = given.replace("\r", "")
    return clean(plain) != plain


def kind(given: str) -> Kind:
    """Give a kind of article; plain text where it is none of ours."""
    found: Kind = next((one for one in get_args(Kind) if one == given), "text")
    return found


def metadata(given: Mapping[str, object]) -> dict[str, object]:
    """Give metadata as JSON values with harmless names and texts.

    How its file was taken in is left out: it has none here.
    """
    made = _value(dict(given), 0)
    assert isinstance(made, dict)
    made.pop(MARK, None)
    return made


def _value(given: object, depth: int) -> object:
    if isinstance(given, str):
        return normalise(given)
    if given is None or isinstance(given, (bool, int, float)):
        return given
    if depth < _DEEPEST and isinstance(given, Mapping):
        return {normalise(str(name)): _value(one, depth + 1) for name, one in given.items()}
    if depth < _DEEPEST and isinstance(given, (list, tuple)):
        return [_value(one, depth + 1) for one in given]
    return clean(str(type(given).__name__))


def annotator(given: str, own: str, losses: Losses) -> str:
    """Give an annotator's name, or one's own where none was given that could be one."""
    if not given.strip():
        return own
    try:
        return annotator_name(given)
    except MisuseError:
        losses.add("the annotator", "annotation")
        return own


def moment(given: str, otherwise: str, losses: Losses, of: str = "annotation") -> str:
    """Give a time as it is kept, ISO 8601 in UTC; what is none becomes another.

    >>> moment("2024-05-06 07:08:09+02:00", "", Losses())
    '2024-05-06T05:08:09.000Z'
    """
    if not given.strip():
        return otherwise
    try:
        found = datetime.datetime.fromisoformat(given.strip())
        if found.tzinfo is None:
            found = found.replace(tzinfo=datetime.UTC)
        found = found.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        losses.add("a date", of)
        return otherwise
    if _OUR_TIME.fullmatch(given):
        return given
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")
