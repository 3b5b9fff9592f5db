"""Pages that tests write, small ones and hostile ones, and what html5lib reads in them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import strategies as st

from reader.annotation.model import Article, Tag, TagUse
from reader.formats.export import Marked, Options
from reader.formats.html.write import write
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.text import markdown, plain
from reader.text.document import Document
from tests.formats.given import Given
from tests.text.strategies import documents, nested_markdown

HOSTILE = (
    "</script>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "'\"", "&amp;", "&#0;", "</td>",
    "<table>", "<plaintext>", "</style>", "<img src=x onerror=alert(1)>", "\u202e", "␛[2J",
    "\U0001d4b3",
    "שלום", "漢字", "javascript:alert(1)", "\t", "\n", "`", "${x}", "é", "\u0301", "</a>", "<svg>",
)  # fmt: skip
_SOURCE = """---
title: unused
---
# Ferries & fog

The *first* ferry left at [six](https://quay.example/log "tip"), the next [never](ftp://quay.example/x).

> - Fog
> - Ice, as `depth < 3`[^a]

| Month | Days |
|---|--:|
| May | 2 |

```python
return "</script>"
```

See [https://bank.example](https://other.example/).

[^a]: In metres.
"""


def article(**given: Any) -> Article:
    values: dict[str, Any] = {
        "id": "11111111-aaaa", "path": "/quay/ferries.md", "title": "Ferries & fog",
        "kind": "markdown", "text_hash": "5e1f", "length": 1, "source": "Quay Notes",
        "author": "The harbour desk", "published": "2025-03-04", "language": "en",
        "url": "https://quay.example/fog?a=1&b=2", "accessed": "2025-03-05T06:07:08Z",
    }  # fmt: skip
    return Article(**(values | given))


def record(
    document: Document, start: int, end: int, owner: Article | None = None, **given: Any
) -> Record:
    owner = owner or article()
    text = document.text
    values: dict[str, Any] = {
        "id": f"p{start}-{end}", "article": owner.id, "title": owner.title,
        "author": owner.author, "source": owner.source, "published": owner.published,
        "accessed": owner.accessed, "url": owner.url, "heading": "Ferries & fog, p. 2",
        "quote": text[start:end], "prefix": text[max(start - 9, 0) : start],
        "suffix": text[end : end + 9] if end else "", "tags": (), "note": "", "start": start,
        "end": end, "text_hash": owner.text_hash, "status": "anchored", "annotator": "m",
        "created": f"2026-01-02T03:04:{start % 60:02}Z", "updated": "2026-01-03T00:00:00Z",
        "page": "2",
    }  # fmt: skip
    return Record(**(values | given))


def tag(path: str, color: str = "amber", description: str = "") -> TagUse:
    return TagUse(Tag(path, path, color, description), 1, "")


def written(*texts: Marked, tags: tuple[TagUse, ...] = (), losses: Losses | None = None) -> str:
    sink = io.StringIO(newline="")
    write(Given(texts=texts, tags=tags), sink, Options(), Losses() if losses is None else losses)
    return sink.getvalue()


def small_page() -> str:
    document, _ = markdown.parse(_SOURCE)
    text = document.text

    def passage(quote: str, **given: Any) -> Record:
        start = text.index(quote)
        return record(document, start, start + len(quote), **given)

    records = [
        record(document, 0, 0, id="memo", note="Read *this* first.\n- and this", tags=("plan",)),
        passage(
            "first ferry left at six",
            id="early",
            tags=("times/early", "plan"),
            note="Six o’clock? <b>",
        ),
        passage("ferry", id="ferry", tags=("plan",)),
        passage("Fog\nIce", id="fog", note="Both."),
        passage("May\t2", id="may"),
        passage('"</script>"', id="code", tags=("plan",)),
    ]
    old = record(
        document, 3, 9, id="lost", quote="Barges", text_hash="01d", status="orphaned", note="Gone.",
        prefix="Once, ", suffix=" came.",
    )  # fmt: skip
    tags = (tag("plan", "blue", "What was meant"), tag("times", "rose"), tag("times/early", "teal"))
    return written(
        Marked(article(), "5e1f", document, records),
        Marked(article(), "01d", plain.parse("x" * 99), [old]),
        tags=tags,
    )


def parsed(page: str) -> tuple[Any, list[Any]]:
    html5lib = pytest.importorskip(
        "html5lib", reason="html5lib reads our page independently; make setup installs it"
    )
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    return tree, [kind for _, kind, _ in parser.errors]


def text_of(element: Any, *, without: str = "aside") -> str:
    parts = [element.text or ""]
    for child in element:
        if without not in child.get("class", "").split():
            parts.append(text_of(child, without=without))
        parts.append(child.tail or "")
    return "".join(parts)


def classed(tree: Any, name: str, tag_name: str = "*") -> list[Any]:
    return [one for one in tree.iter() if one.get("class") == name and tag_name in ("*", one.tag)]


def rows(tree: Any) -> list[Any]:
    return [one for one in tree.iter("tr") if one.get("data-p")]


hostile = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=5), max_size=6).map("".join)
tags_given = st.lists(st.sampled_from(("plan", "times", "times/early", "a <b> & 'c'")), unique=True)
sources = st.one_of(
    documents,
    nested_markdown().map(lambda source: markdown.parse(source)[0]),
    hostile.map(plain.parse),
    hostile.map(lambda source: markdown.parse(source)[0]),
)


@st.composite
def marked(draw: st.DrawFn) -> Marked:
    document = draw(sources)
    size = len(document.text)
    owner = article(
        title=draw(hostile), author=draw(hostile), url=draw(hostile), language=draw(hostile)
    )
    records = []
    for number in range(draw(st.integers(0, 5)) if size else 0):
        start = draw(st.integers(0, size - 1))
        end = draw(st.integers(start + 1, min(size, start + 40)))
        records.append(
            record(
                document,
                start,
                end,
                owner,
                id=f"{number}",
                note=draw(hostile),
                tags=tuple(draw(tags_given)),
            )
        )
    if draw(st.booleans()) or not records:
        records.append(record(document, 0, 0, owner, id="memo", note=draw(hostile)))
    records.sort(key=lambda one: (one.start, one.end))
    return Marked(owner, "5e1f", document, records)


KNOWN = (tag("plan", "blue"), tag("times", "rose"), tag("a <b> & 'c'", "green"))
