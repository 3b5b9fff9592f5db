"""CSL-JSON of the articles: as the schema has it, and as Pandoc reads it."""

from __future__ import annotations

import io
import json
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import Article, Tag, TagUse
from reader.formats import known
from reader.formats.csl.item import citation_key, item, names
from reader.formats.csl.write import items, write
from reader.formats.export import Marked, Options
from reader.formats.features import counted_tags
from reader.formats.losses import Losses
from reader.text.document import Document
from tests.formats.given import Given

FERRIES = Article(
    "6f9d02aa-7148-4b6c-9b1e-3c50c2a4d7f1",
    "/in/ferries.pdf",
    "The Ferries of “Őrség” & {more}",
    "pdf",
    "f" * 64,
    9,
    source="The Quay",
    author="Roe, Ann; Lee-Ó, Kim",
    published="2020-06",
    language="en",
    url="https://quay.example/a_b?c=%20#d",
    accessed="2026-01-02T03:04:05.678Z",
)
PLAIN = Article("0b", "/in/x.txt", "", "text", "", 0)


def written(*articles: Article) -> str:
    sink = io.StringIO(newline="")
    texts = [Marked(one, "", Document("", (), 0), []) for one in articles]
    assert write(Given(texts=texts), sink, Options(), Losses()) == len(articles)
    return sink.getvalue()


def pandoc(text: str, form: str) -> Any:
    """Give what Pandoc reads of a bibliography, as CSL-JSON."""
    pypandoc = pytest.importorskip(
        "pypandoc", reason="Pandoc reads our citations independently; make setup installs it"
    )
    made = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", form, "--to", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(made.stdout)


def test_the_bytes_of_two_articles() -> None:
    assert written(FERRIES, PLAIN) == (
        """\
[
  {
    "id": "roe2020ferries-6f9d",
    "type": "webpage",
    "title": "The Ferries of “Őrség” & {more}",
    "author": [
      {
        "family": "Roe",
        "given": "Ann"
      },
      {
        "family": "Lee-Ó",
        "given": "Kim"
      }
    ],
    "container-title": "The Quay",
    "issued": {
      "date-parts": [
        [
          2020,
          6
        ]
      ]
    },
    "accessed": {
      "date-parts": [
        [
          2026,
          1,
          2
        ]
      ]
    },
    "URL": "https://quay.example/a_b?c=%20#d",
    "language": "en",
    "note": "SHA-256 of the text: """
        + "f" * 64
        + """"
  },
  {
    "id": "article-0b",
    "type": "document"
  }
]
"""
    )
    assert written() == "[]\n"


def test_pandoc_reads_what_was_written() -> None:
    first, second = pandoc(written(FERRIES, PLAIN), "csljson")
    assert (first["id"], first["type"], first["URL"]) == (
        "roe2020ferries-6f9d",
        "webpage",
        "https://quay.example/a_b?c=%20#d",
    )
    assert first["author"] == item(FERRIES)["author"]
    assert first["issued"] == {"date-parts": [[2020, 6]]}
    assert second["id"] == "article-0b"


@pytest.mark.parametrize(
    "author", ["Ann Roe", "Roe, Ann", "Ann Roe, Kim Lee", "Ann Roe and Kim Lee", "Harbour Office"]
)
def test_a_name_that_may_be_taken_apart_wrongly_stays_whole(author: str) -> None:
    assert names(author) == [{"literal": author}]


def test_people_are_told_apart_by_semicolons() -> None:
    assert names("Ann Roe; Harbour Office;") == [
        {"literal": "Ann Roe"},
        {"literal": "Harbour Office"},
    ]


def test_a_key_is_readable_and_does_not_depend_on_what_else_there_is() -> None:
    assert citation_key(FERRIES) == "roe2020ferries-6f9d"
    assert citation_key(FERRIES._replace(author="Őrségi Ann Ágota")) == "agota2020ferries-6f9d"
    assert (
        citation_key(FERRIES._replace(author="記者", title="三月", published="")) == "article-6f9d"
    )


def test_no_two_articles_have_one_key() -> None:
    alike = FERRIES._replace(id="6f9d02ab-0000-4b6c-9b1e-3c50c2a4d7f1")
    keys = [one["id"] for one in items([FERRIES, alike, FERRIES._replace(id="6f9d")])]
    assert keys[:2] == ["roe2020ferries-6f9d", "roe2020ferries-6f9d02ab"]
    assert len(set(keys[:2])) == 2


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(_TEXT, _TEXT, _TEXT, _TEXT | st.sampled_from(["2020", "2020-02-30", "0000", "9999-12-31"]))
def test_any_article_is_an_item_as_the_schema_has_it(
    title: str, author: str, url: str, published: str
) -> None:
    given_article = FERRIES._replace(title=title, author=author, url=url, published=published)
    [found] = json.loads(written(given_article))
    assert found.get("title", "") == title
    assert found["type"] in ("webpage", "document")
    assert all(isinstance(found[name], str) for name in ("id", "note", "container-title"))
    for name in found.get("author", []):
        assert name.keys() in ({"literal"}, {"family", "given"})
    for name in ("issued", "accessed"):
        date = found.get(name, {"literal": ""})
        assert date.keys() in ({"literal"}, {"date-parts"})
        assert all(1 <= len(part) <= 3 for part in date.get("date-parts", []))
    assert found["id"].isascii()
    assert not set(found["id"]) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_of_tags_nothing_is_missed_where_there_are_articles_alone() -> None:
    described = [TagUse(Tag("t1", "sea", "rose", "All that is wet"), 1, "")]
    for name, lost in (("csl", []), ("brat", ["the description of 1 tag"])):
        losses = Losses()
        counted_tags(described, known.named(name).holds, losses)
        assert [*losses.lines()] == lost
