"""JSON Lines back to texts and annotations; `write` says what stands in it.

Of one article all texts are held at a time, for annotations may come in any order behind them.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from reader.annotation.model import Article, Kind
from reader.errors import FormatError
from reader.formats.given import Given, GivenPassage, GivenTag, GivenText
from reader.formats.json_members import others
from reader.formats.json_reading import decoded
from reader.formats.json_values import MOST_COUNTED
from reader.formats.jsonl.write import FORMAT, VERSION
from reader.formats.losses import Losses
from reader.formats.record import Record

_HINT = f"give a file that `reader export --format jsonl` wrote, of version {VERSION}"
_KNOWN = {
    "library": frozenset(("format", "version", "at")),
    "tag": frozenset(("path", "color", "description", "slot")),
    "article": frozenset(Article._fields),
    "text": frozenset(("article", "text_hash", "is_shown", "rules", "blocks", "text")),
    "annotation": frozenset(Record._fields),
}
"""What stands in a line, by its kind."""
_ABOUT = ("url", "author", "source", "published", "accessed", "language")


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the tags and the texts in a file, each text with its annotations."""
    article: _Article | None = None
    with file.open("rb") as lines:
        for number, data in enumerate(lines, 1):
            line = _Line(number, data)
            line.lose_others(losses)
            if number == 1:
                _check_first(line)
            elif line.kind == "tag":
                color, slot = line.text("color"), line.number("slot")
                yield GivenTag(line.text("path"), color, line.text("description"), slot)
            elif line.kind == "article":
                yield from article.texts() if article else ()
                article = _Article(line)
            elif line.kind in ("text", "annotation"):
                if article is None or line.text("article") != article.id:
                    raise line.wrong("it is of another article than the one before it")
                article.add(line)
            else:
                losses.add("all", "line of an unknown kind")
        if lines.tell() == 0:
            raise FormatError("there is nothing in it", _HINT)
    yield from article.texts() if article else ()


class _Line:
    """One line, with what stands in it by name and kind."""

    def __init__(self, number: int, data: bytes) -> None:
        self._number = number
        try:
            about = decoded(data)
        except ValueError as error:
            raise self.wrong("it is no JSON in UTF-8") from error
        if not isinstance(about, dict):
            raise self.wrong("it is no JSON object")
        self._about: dict[str, object] = about
        self.kind = self.text("line")

    def lose_others(self, losses: Losses) -> None:
        """Count what stands in the line and is not known."""
        known = _KNOWN.get(self.kind)
        if known is not None and others(self._about, known | {"line"}):
            losses.add("what else it says", self.kind)

    def wrong(self, what: str) -> FormatError:
        """Give the error that says what is wrong with the line."""
        return FormatError(f"line {self._number}: {what}", _HINT)

    def text(self, name: str) -> str:
        """Give what a name stands for, which is text; nothing where it is not there."""
        value = self._about.get(name, "")
        if not isinstance(value, str):
            raise self.wrong(f"its {name} is no text")
        return value

    def number(self, name: str, otherwise: int = 0) -> int:
        """Give what a name stands for, which is a whole number from -1 on."""
        value = self._about.get(name, otherwise)
        if type(value) is not int or not -1 <= value < MOST_COUNTED:
            raise self.wrong(f"its {name} is no whole number that can be")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Give what a name stands for, which is a list of texts."""
        value = self._about.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.wrong(f"its {name} is no list of texts")
        return tuple(value)

    def table(self, name: str) -> dict[str, object]:
        """Give what a name stands for, which has names itself."""
        value = self._about.get(name, {})
        if not isinstance(value, dict):
            raise self.wrong(f"its {name} is no JSON object")
        return value

    def data(self, name: str) -> bytes:
        """Give the bytes that a name stands for, in base64."""
        try:
            return b64decode(self.text(name), validate=True)
        except ValueError as error:
            raise self.wrong(f"its {name} is no base64") from error


def _check_first(line: _Line) -> None:
    if (line.kind, line.text("format")) != ("library", FORMAT):
        raise line.wrong("it does not say that this is such a file")
    if line.number("version") != VERSION:
        raise line.wrong(f"it is of version {line.number('version')}")


@dataclass
class _Article:
    """An article's line with the texts and the annotations that follow it."""

    line: _Line
    shown: dict[str, GivenText] = field(default_factory=dict)
    """Its texts by their hashes, without annotations."""
    passages: dict[str, list[GivenPassage]] = field(default_factory=dict)
    """By the hash of the text that they stand on."""

    def __post_init__(self) -> None:
        """Read the line, which may be malformed."""
        self.id = self.line.text("id")
        self._newest = self.line.text("text_hash")
        self._bare = _bare(self.line)

    def add(self, line: _Line) -> None:
        """Take up a text or an annotation."""
        text_hash = line.text("text_hash")
        self.passages.setdefault(text_hash, [])
        if line.kind == "annotation":
            self.passages[text_hash].append(_passage(line))
        else:
            self.shown[text_hash] = self._bare._replace(
                text=line.text("text"),
                text_hash=text_hash,
                blocks=line.data("blocks"),
                rules=line.number("rules"),
            )

    def texts(self) -> Iterator[GivenText]:
        """Give the texts, first the one that the article shows, last those that are missing."""
        wanted = sorted(self.passages, key=lambda one: (one != self._newest, one not in self.shown))
        for text_hash in wanted:
            text = self.shown.get(text_hash) or self._bare._replace(text_hash=text_hash)
            yield text._replace(passages=self.passages[text_hash])


def _bare(line: _Line) -> GivenText:
    """Give an article without any text."""
    kind = line.text("kind")
    known = GivenText(
        line.text("title"),
        article=line.text("id"),
        path=line.text("path"),
        metadata=line.table("metadata"),
        key=line.text("id"),
        **{name: line.text(name) for name in _ABOUT},  # type: ignore[arg-type]  # all are texts
    )
    # Which kinds there are is for the library to say.
    return known._replace(kind=cast(Kind, kind))


def _passage(line: _Line) -> GivenPassage:
    return GivenPassage(
        quote=line.text("quote"),
        start=line.number("start", -1),
        end=line.number("end", -1),
        prefix=line.text("prefix"),
        suffix=line.text("suffix"),
        tags=line.texts("tags"),
        note=line.text("note"),
        annotator=line.text("annotator"),
        created=line.text("created"),
        updated=line.text("updated"),
        status=line.text("status"),
        text_hash=line.text("text_hash"),
        id=line.text("id"),
    )
