"""Where an article has pages: shown where one is, and cited with what is copied."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.text.document import Span
from tests.ingest.pdf_writer import Line, column, pdf
from tests.tui.given import library_of, reading

_FIRST = "The ferry left before dawn. Nobody on the quay waved, and the ropes smelled of tar and"
_SECOND = "fish all day. By evening the sea lay flat."


@pytest.fixture
def paged(tmp_path: Path) -> Iterator[Library]:
    """An article of two pages, with a heading on the first, beside others that have none."""
    pages = [
        [Line(72, 740, "Of Ferries", 20), *column(_FIRST, width=90, top=700)],
        column(_SECOND, width=90, top=740),
    ]
    pages[1] = [line._replace(x=72) for line in pages[1]]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ferries.pdf").write_bytes(pdf(pages, labels="0 << /S /D /St 12 >>"))
    opened = library_of(tmp_path)
    yield opened
    opened.close()


async def test_the_page_is_shown_beside_the_share(paged: Library) -> None:
    async with reading(paged, "Of Ferries") as hands:
        assert "· p. 12 ·" in hands.text
        await hands.press("G")
        assert "· p. 13 · 100 %" in hands.text
        await hands.opened("Alpha")
        assert "p. 1" not in hands.text


async def test_a_passage_is_copied_with_its_pages(paged: Library) -> None:
    async with reading(paged, "Of Ferries") as hands:
        await hands.press("j", "y")
        assert hands.app.clipboard == "“The ferry left before dawn.”\n— “Of Ferries”, p. 12\n"
        await hands.press("j", "y")
        assert hands.app.clipboard.endswith("tar and fish all day.”\n— “Of Ferries”, pp. 12–13\n")


def test_an_export_has_the_pages_with_the_heading(paged: Library) -> None:
    article = paged.article("Of Ferries")
    text = paged.document(article).text
    start = text.index("Nobody")
    for span in (Span(start, text.index("all")), Span(text.index("evening"), len(text))):
        paged.annotate(article, span).result()
    paged.write_memo(article, "A memo").result()
    memo, whole, last = sorted(paged.records(article=article.id), key=lambda one: one.start)
    assert (whole.heading, whole.page) == ("Of Ferries, pp. 12–13", "12–13")
    assert (last.heading, last.page) == ("Of Ferries, p. 13", "13")
    assert (memo.heading, memo.page) == ("", "")
    sink = io.StringIO(newline="")
    paged.export(sink)
    rows = csv.DictReader(io.StringIO(sink.getvalue(), newline=""))
    assert "page" not in (rows.fieldnames or ())
    assert {row["heading"] for row in rows} == {whole.heading, last.heading, ""}


def test_an_article_without_pages_has_its_heading_alone(paged: Library) -> None:
    article = paged.article("Alpha")
    start = paged.document(article).text.index("170,000")
    paged.annotate(article, Span(start, start + 7)).result()
    [record] = paged.records(article=article.id)
    assert (record.heading, record.page) == ("Alpha purge", "")
