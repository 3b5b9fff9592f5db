"""Libraries as they may be: texts, tags and annotations of every odd kind."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from hypothesis import strategies as st

from reader.annotation.anchoring import context
from reader.annotation.model import TAG_COLORS, Article, Tag, TagUse
from reader.formats.export import Marked
from reader.formats.record import Record
from reader.text.document import Document, Span
from reader.text.normal import clean
from tests.formats.given import Given

ANY = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("a é中😀\n\t\x00\x1b]>&<'\"")
)
"""Any text, as in notes; half characters alone are no text."""
LINES = ANY.map(lambda text: " ".join(clean(text).split()))
"""What a title or a name may be: one line without control characters."""
CANONICAL = st.text(
    st.sampled_from("ab c中é😀\n.\t\u0301") | st.characters(exclude_categories=["Cs"])
).map(lambda text: clean(text.replace("\r", "\n").lstrip("\ufeff")))
"""What an article's text may be."""
_LEVEL = st.text("aBé中 -", min_size=1, max_size=4).filter(lambda one: one == one.strip())
PATHS = st.lists(_LEVEL, min_size=1, max_size=3).map(
    lambda levels: " ".join("/".join(levels).split())
)
"""What a tag's path may be."""
_IDS = st.uuids(version=4).map(str)
_TIMES = st.datetimes().map(lambda at: at.replace(microsecond=0).isoformat() + ".250Z")


@st.composite
def tags(draw: st.DrawFn) -> list[TagUse]:
    """Give a codebook, its tags told apart without regard to case."""
    paths = draw(st.lists(PATHS, unique_by=str.casefold, max_size=5))
    return [
        TagUse(
            Tag(draw(_IDS), path, draw(st.sampled_from(TAG_COLORS)), description=draw(LINES)), 0, ""
        )
        for path in paths
    ]


@st.composite
def libraries(draw: st.DrawFn) -> Given:
    """Give a library of a few articles with annotations and memos on their texts."""
    book = draw(tags())
    paths = [use.tag.path for use in book]
    ids = iter(str(UUID(int=number + 1)) for number in range(1_000))
    texts = [draw(_marked(next(ids), ids, paths)) for _ in range(draw(st.integers(0, 3)))]
    return Given(texts=texts, tags=book)


@st.composite
def _marked(draw: st.DrawFn, id: str, ids: Iterator[str], paths: list[str]) -> Marked:
    text = draw(CANONICAL)
    article = Article(id, "/a.txt", draw(LINES), "text", f"hash-{id}", len(text))
    article = article._replace(
        source=draw(LINES),
        author=draw(LINES),
        published=draw(LINES),
        language=draw(st.sampled_from(["", "en", "hu"])),
        url=draw(st.sampled_from(["", "https://a.example/?b=1&c=<2>"])),
        accessed=draw(_TIMES),
    )
    text_hash = draw(st.sampled_from([article.text_hash, "older"]))
    records = []
    for start, end, annotator in draw(_places(len(text))):
        records.append(_record(draw, next(ids), article, text, Span(start, end), annotator, paths))
    records.sort(key=lambda one: (one.start, one.end))
    records = [one._replace(text_hash=text_hash) for one in records]
    return Marked(article, text_hash, Document(text, (), 0), records)


def _places(length: int) -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Give places in a text, memos among them: none twice by one annotator, but any number at 0."""
    offsets = st.integers(0, length)
    spans = st.tuples(offsets, offsets).map(sorted).filter(lambda span: span[0] < span[1])
    who = st.sampled_from(["", "ana", "Béla <b&b>"])
    memo = st.tuples(st.just(0), st.just(0), who)
    if not length:
        return st.lists(memo, max_size=2)
    passage = st.tuples(spans, who).map(lambda one: (one[0][0], one[0][1], one[1]))
    return st.tuples(st.lists(memo, max_size=2), st.lists(passage, max_size=5, unique=True)).map(
        lambda both: both[0] + both[1]
    )


def _record(
    draw: st.DrawFn,
    id: str,
    article: Article,
    text: str,
    span: Span,
    annotator: str,
    paths: list[str],
) -> Record:
    prefix, suffix = context(text, span) if span.end else ("", "")
    return Record(
        id=id,
        article=article.id,
        title=article.title,
        author=article.author,
        source=article.source,
        published=article.published,
        accessed=article.accessed,
        url=article.url,
        heading=draw(LINES) if span.end else "",
        quote=text[slice(*span)],
        prefix=prefix,
        suffix=suffix,
        tags=tuple(draw(st.lists(st.sampled_from(paths), unique=True))) if paths else (),
        note=draw(ANY),
        start=span.start,
        end=span.end,
        text_hash=article.text_hash,
        status="anchored",
        annotator=annotator,
        created=draw(_TIMES),
        updated=draw(_TIMES),
    )
