"""Codes of a REFI-QDA codebook to tags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError
from reader.formats.given import Given
from reader.formats.losses import Losses
from reader.formats.qdc import codes
from reader.formats.qdc.parsing import local_name, parts


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the tags of a codebook, each before those below it."""
    try:
        with file.open("rb") as opened:
            for part in parts(opened, file.name, "CodeBook", "Codes"):
                if local_name(part) == "Codes":
                    yield from (one.tag for one in codes.found(part, losses) if one.tag)
                elif local_name(part) == "Set":
                    losses.add("all", "set")
    except OSError as error:
        raise FormatError(f"{file.name} cannot be read: {error.strerror}") from error
