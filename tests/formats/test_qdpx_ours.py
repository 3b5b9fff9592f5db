"""REFI-QDA projects of our own: they come back exactly."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.formats.export import Dialect, Marked, Options
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.qdc.markup import fit
from reader.formats.qdpx.write import write
from reader.formats.record import Record
from tests.formats import strategies
from tests.formats.given import Given
from tests.formats.qdpx_projects import found

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_DIALECTS: tuple[Dialect, ...] = ("codepoint", "utf16", "utf16-crlf")


def passage(record: Record) -> GivenPassage:
    is_memo = record.is_memo
    return GivenPassage(
        quote=record.quote,
        start=-1 if is_memo else record.start,
        end=-1 if is_memo else record.end,
        prefix=record.prefix,
        suffix=record.suffix,
        tags=record.tags,
        note=fit(record.note, "note", Losses()),
        annotator=record.annotator,
        created=record.created,
        updated=record.updated,
        text_hash=record.text_hash,
        id=record.id,
    )


def same(text: GivenText, marked: Marked) -> None:
    article = marked.article
    assert text.text == marked.document.text
    assert (text.title, text.author, text.source) == (article.title, article.author, article.source)
    assert (text.published, text.accessed) == (article.published, article.accessed)
    assert (text.url, text.language) == (article.url, article.language)
    assert (text.article, text.text_hash) == (article.id, marked.text_hash)
    assert {one.id: one for one in text.passages} == {
        one.id: passage(one) for one in marked.records
    }
    assert len(text.passages) == len(marked.records)


@_SAME_FOLDER
@given(strategies.libraries(), st.sampled_from(_DIALECTS))
def test_any_library_comes_back(tmp_path: Path, library: Given, dialect: Dialect) -> None:
    sink = io.BytesIO()
    write(library, sink, Options(dialect=dialect), Losses())
    losses = Losses()
    things = found(sink.getvalue(), tmp_path, losses)
    tags = [one for one in things if isinstance(one, GivenTag)]
    assert {one.path for one in tags} == {use.tag.path for use in library.tags()}
    texts = [one for one in things if isinstance(one, GivenText)]
    for text, marked in zip(texts, library.texts(every=True), strict=True):
        same(text, marked)
    assert not losses
