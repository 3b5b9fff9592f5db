"""Raw web texts whose lines are labelled: those that rules are written from, and those held out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.text import plain
from reader.text.boilerplate import runs

_HERE = Path(__file__).parent
_LABEL = "~ "


class WebText(NamedTuple):
    """A raw text, and which of its lines are boilerplate."""

    name: str
    text: str
    labelled: frozenset[str]
    """Numbers and words of the lines that are."""


def seen() -> list[WebText]:
    """Give the texts that rules are written from."""
    return _read("web_texts.txt")


def held_out() -> list[WebText]:
    """Give the texts that show how well the rules carry over."""
    return _read("web_texts_held_out.txt")


def flagged(text: str) -> frozenset[str]:
    """Give the lines of a text that the rules find."""
    document = plain.parse(text)
    found = [document.blocks[index].start for run in runs(document) for index in run]
    numbers = {document.text.count("\n", 0, start) for start in found}
    return frozenset(_numbered(text, numbers))


def _read(name: str) -> list[WebText]:
    _, *parts = (_HERE / name).read_text(encoding="utf-8").split("\n=== ")
    return [_case(*part.split("\n", 1)) for part in parts]


def _case(name: str, body: str) -> WebText:
    lines = body.split("\n")
    labelled = {number for number, line in enumerate(lines) if line.startswith(_LABEL)}
    text = "\n".join(line.removeprefix(_LABEL) for line in lines)
    return WebText(name, text, frozenset(_numbered(text, labelled)))


def _numbered(text: str, numbers: set[int]) -> list[str]:
    lines = text.split("\n")
    return [f"{number}: {lines[number]}" for number in numbers]
