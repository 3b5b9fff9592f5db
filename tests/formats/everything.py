"""A library with one annotation that has everything, in every shape that tests need it in.

As what a format is given to write, as databases of other tools, as words to look for in a file,
and as what should be in the library that such a file was imported into.
"""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from reader.annotation import colors
from reader.annotation.model import Article, Tag, TagUse
from reader.formats.export import Marked
from reader.formats.features import Feature
from reader.formats.record import Record
from reader.library import Library
from reader.text.document import Document, PageMark
from reader.text.markdown import parse
from tests.formats import databases, test_qualcoder, test_taguette
from tests.formats.given import Given

TITLE = "Über: Küste / 海? 😀"
QUOTE = "海 nobody 😀 spoke"
PARAGRAPH = (
    f"The tide came in slowly over the flat grey sands, and {QUOTE}"
    " of it all through that long and quiet evening by the sea."
)
"""Long enough that what is around the quote is the same in each paragraph: only a place tells."""
FILLER = "Wholly other words stand at the end."
NOTE, MEMO = "Warum denn? 潮 🌊", "Alles in allem 海"
TAG, OTHER = "Natur/Gezeiten", "海😀"
COLOR, DESCRIPTION = "olive", "Was kommt und geht 潮"
PAGE = "7919"
SAID_AT = "2021-02-03 04:05:06"
AT, LATER = "2021-02-03T04:05:06.000Z", "2022-03-04T05:06:07.000Z"
ID, MEMO_ID = "6d1c9e4e-0f5c-4a49-9d35-5b8d1a7f3c21", "0f0a8b0e-8a34-4c56-9a52-0c4fb6b3d0a1"
ABOUT: dict[Feature, str] = {
    "title": TITLE,
    "author": "A. Möwe 海",
    "source": "Küstenblatt 😀",
    "published": "2019-08-07",
    "accessed": "2020-01-02T03:04:05.000Z",
    "url": "https://example.org/coast?a=1",
}
IN_THE_FILE: tuple[Feature, ...] = ("context", "heading", "page", "text_hash")
"""What the library makes of a text by itself: taken from no file, and there for who reads one."""


def document() -> Document:
    """Give the text, in which the quote stands three times, on two pages."""
    parsed, _ = parse("\n\n".join(("# Küste 潮", PARAGRAPH, PARAGRAPH, PARAGRAPH, FILLER)))
    marks = (PageMark(0, "7918"), PageMark(parsed.text.index(PARAGRAPH) + 5, PAGE))
    return Document(parsed.text, parsed.blocks, parsed.rules, marks)


def everything() -> Given:
    """Give a library's content in which nothing is empty."""
    whole = document()
    hashed = sha256(whole.text.encode()).hexdigest()
    article = Article(
        "c6a1e1de-54d1-4bc9-8df5-3a1d5f9e9f10",
        "/coast.md",
        kind="markdown",
        text_hash=hashed,
        length=len(whole.text),
        **ABOUT,  # type: ignore[arg-type]  # the fields are called so
    )
    start = whole.text.index(QUOTE, whole.text.index(QUOTE) + 1)
    passage = Record(
        id=ID,
        article=article.id,
        heading="",
        quote=QUOTE,
        prefix="",
        suffix="",
        tags=(TAG, OTHER),
        note=NOTE,
        start=start,
        end=start + len(QUOTE),
        text_hash=hashed,
        status="moved",
        annotator="Zoë",
        created=AT,
        updated=LATER,
        **ABOUT,
    )
    memo = passage._replace(id=MEMO_ID, quote="", note=MEMO, start=0, end=0, tags=(), status="")
    book = [TagUse(Tag("", TAG, COLOR, DESCRIPTION), 1, ""), TagUse(Tag("", OTHER), 1, "")]
    return Given(texts=[Marked(article, hashed, whole, [memo, passage])], tags=book)


class There:
    """A library, and what is in it."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder / "annotations.db", annotator="ann", create=True)

    def take_in(self, file: Path, name: str) -> There:
        """Import a file."""
        self.library.import_(file, name)
        return self

    @cached_property
    def records(self) -> list[Record]:
        return self.library.records()

    @cached_property
    def passage(self) -> Record | None:
        return next((one for one in self.records if not one.is_memo), None)

    @cached_property
    def article(self) -> Article | None:
        return next((row.article for row in self.library.articles()), None)

    @cached_property
    def text(self) -> str:
        return self.library.document(self.article).text if self.article else ""

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """The codebook by path."""
        return {row.tag.path: row.tag for row in self.library.codebook.rows() if row.tag}

    @cached_property
    def is_at_the_second(self) -> bool:
        """Whether its passage surely stands where the quote does for the second time."""
        one = self.passage
        sure = bool(one and one.quote == QUOTE and one.status in ("anchored", "moved"))
        return sure and one is not None and self.text[: one.start].count(QUOTE) == 1


def _told(name: Feature) -> Callable[[There], bool]:
    return lambda there: bool(there.article and getattr(there.article, name) == ABOUT[name])


def _of_tag(name: str, value: str) -> Callable[[There], bool]:
    return lambda there: any(getattr(tag, name) == value for tag in there.tags.values())


def _has_tags(there: There) -> bool:
    """Whether both tags are there by their last names, on the passage too if there is one."""
    given = there.passage.tags if there.passage else tuple(there.tags)
    return {re.split(r"[/.]", path)[-1] for path in given} == {"Gezeiten", OTHER}


CAME_BACK: dict[Feature, Callable[[There], bool]] = {
    "place": lambda there: there.is_at_the_second,
    **{name: _told(name) for name in ABOUT},
    "tags": _has_tags,
    "levels": lambda there: TAG in there.tags,
    "note": lambda there: bool(there.passage and there.passage.note == NOTE),
    "memo": lambda there: any(one.is_memo and one.note == MEMO for one in there.records),
    "id": lambda there: bool(there.passage and there.passage.id == ID),
    "status": lambda there: bool(there.passage and there.passage.status == "moved"),
    "annotator": lambda there: bool(there.passage and there.passage.annotator == "Zoë"),
    "dates": lambda there: bool(there.passage and there.passage.created == AT),
    "color": _of_tag("color", COLOR),
    "description": _of_tag("description", DESCRIPTION),
    "text": lambda there: " ".join(there.text.split()) == " ".join(document().text.split()),
}
"""Whether a feature is in a library as it was. Of dates, several formats have the first alone."""


def words_in(file: Path) -> str:
    """Give all that stands in a file, or in the files of a folder, as text."""
    if file.is_dir():
        return "\n".join(one.read_text(encoding="utf-8") for one in sorted(file.iterdir()))
    data = file.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(map(archive.read, archive.namelist()))
    if data.startswith(b"SQLite format 3"):
        return "\n".join(_cells(file))
    return html.unescape(data.decode())


def _cells(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (name,) in names.fetchall():
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield from map(str, row)


def is_in(words: str, wanted: str) -> bool:
    """Whether words have others in them; one word alone, not within another."""
    if wanted.isalnum():
        return re.search(rf"(?<![\w.]){wanted}(?!\w)", words) is not None
    return wanted in words


def seen(one: Record) -> dict[Feature, tuple[str, ...]]:
    """Give the words by which each feature of a passage shows in a file."""
    return {
        "place": (str(one.start), str(one.end)),
        "context": (one.prefix.strip(), one.suffix.strip()),
        "heading": (one.heading,),
        "page": (PAGE,),
        "text_hash": (one.text_hash,),
        **{name: (value,) for name, value in ABOUT.items()},
        "tags": ("Gezeiten", OTHER),
        "levels": (TAG,),
        "note": (NOTE,),
        "memo": (MEMO,),
        "id": (one.id,),
        "status": ("moved",),
        "annotator": ("Zoë",),
        "dates": (AT, LATER),
        "color": (colors.HEX[COLOR],),
        "description": (DESCRIPTION,),
        "text": (FILLER,),
    }


def taguette(folder: Path) -> Path:
    """Make a database of Taguette in which nothing is empty."""
    blocks = [f"<p>{PARAGRAPH}</p>"] * 3
    text = "".join(("Küste 潮", *[PARAGRAPH] * 3))
    start = text.index(QUOTE, text.index(QUOTE) + 1)
    places = [len(text[:offset].encode()) for offset in (start, start + len(QUOTE))]
    added = json.dumps({"type": "highlight_add", "highlight_id": 1})
    rows: dict[str, list[tuple[object, ...]]] = {
        "projects": [(1, "Coast", "", SAID_AT)],
        "documents": [
            (
                1,
                TITLE,
                MEMO,
                "coast.html",
                SAID_AT,
                1,
                "LEFT_TO_RIGHT",
                "".join(("<h1>Küste 潮</h1>", *blocks, f"<p>{FILLER}</p>")),
            )
        ],
        "highlights": [(1, 1, *places, QUOTE)],
        "tags": [(1, 1, "Natur.Gezeiten", DESCRIPTION), (2, 1, OTHER, "")],
        "highlight_tags": [(1, 1), (1, 2)],
        "commands": [(1, SAID_AT, "Zoë", 1, 1, added)],
    }
    return databases.made(folder / "taguette.sqlite3", test_taguette.SCHEMA, rows)


def qualcoder(folder: Path) -> Path:
    """Make a database of QualCoder in which nothing is empty."""
    text = document().text
    start = text.index(QUOTE, text.index(QUOTE) + 1)
    by = {"owner": "Zoë", "date": SAID_AT}
    mark = (QUOTE, start, start + len(QUOTE))
    told = {"AU": ABOUT["author"], "JO": ABOUT["source"], "UR": ABOUT["url"]}
    told["DA"] = ABOUT["published"].replace("-", "/")
    rows: dict[str, list[tuple[object, ...]]] = {
        "source": [test_qualcoder.source(text, name=TITLE, memo=MEMO, risid=1, **by)],
        "code_cat": [(1, "Natur", "Zoë", SAID_AT, "", None)],
        "code_name": [
            (1, "Gezeiten", DESCRIPTION, 1, "Zoë", SAID_AT, colors.HEX[COLOR], None),
            (2, OTHER, "", None, "Zoë", SAID_AT, "#F00000", None),
        ],
        "code_text": [
            test_qualcoder.coding(1, *mark, memo=NOTE, **by),  # type: ignore[arg-type]  # as the next
            test_qualcoder.coding(2, *mark, cid=2, **by),  # type: ignore[arg-type]  # further columns
        ],
        "ris": [(1, tag, "", value) for tag, value in told.items()],
    }
    return databases.made(folder / "data.qda", test_qualcoder.SCHEMA, rows)
