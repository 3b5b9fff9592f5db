"""The page: whole text, safe markup, a policy that holds, and all that is known of a passage."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import TAG_COLORS, Article, Tag, TagUse
from reader.formats.export import Marked, Options
from reader.formats.html import frame
from reader.formats.html.write import write
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.text import markdown, plain
from reader.text.document import Document
from tests.formats.given import Given
from tests.text.strategies import documents, nested_markdown

html5lib = pytest.importorskip(
    "html5lib", reason="html5lib reads our page independently; make setup installs it"
)

GOLDEN = Path(__file__).with_name("page.html")
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


def test_the_bytes_of_a_small_page() -> None:
    page = small_page()
    for name in ("style.css", "script.js"):
        page = page.replace(frame.part(name), f"({name})")
    page = re.sub(r"sha256-[^']+", "sha256-…", page)
    if os.environ.get("REWRITE_GOLDEN"):
        GOLDEN.write_text(page, "utf-8", newline="")
    assert page == GOLDEN.read_bytes().decode()


def test_the_small_page_has_no_errors_of_syntax() -> None:
    assert parsed(small_page())[1] == []


def test_the_policy_names_exactly_what_is_in_the_page() -> None:
    tree, _ = parsed(small_page())
    [policy] = [one for one in tree.iter("meta") if one.get("http-equiv")]
    directives = dict(one.split(" ", 1) for one in policy.get("content").split("; "))
    assert directives.keys() == {
        "default-src", "style-src", "script-src", "base-uri", "form-action",
    }  # fmt: skip
    for name, kind in (("style-src", "style"), ("script-src", "script")):
        [part] = list(tree.iter(kind))
        digest = hashlib.sha256(part.text.encode()).digest()
        assert directives.pop(name) == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert set(directives.values()) == {"'none'"}
    assert [one.get("content") for one in tree.iter("meta") if one.get("name") == "referrer"] == [
        "no-referrer"
    ]


def test_style_and_script_stay_within_their_elements() -> None:
    for name in ("style.css", "script.js"):
        assert not re.search(r"</|<!--|\r", frame.part(name))


def safe(tree: Any) -> None:
    """Assert that nothing in a page loads, runs or leads where it may not."""
    allowed = {"html", "head", "meta", "title", "style", "body", "script"}
    for one in tree.iter():
        for name, value in one.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcdoc", "action", "formaction", "ping")
            if name == "href":
                assert one.tag == "a"
                assert re.match(r"#|https?://|mailto:", value), value
                if not value.startswith("#"):
                    assert one.get("rel") == "noreferrer noopener"
        assert one.tag not in ("img", "iframe", "object", "embed", "form", "base", "link", "svg")
    for name in allowed - {"meta"}:
        assert len(list(tree.iter(name))) == 1


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


_KNOWN = (tag("plan", "blue"), tag("times", "rose"), tag("a <b> & 'c'", "green"))


@given(marked())
def test_the_text_of_an_article_is_its_canonical_text(text: Marked) -> None:
    tree, errors = parsed(written(text, tags=_KNOWN))
    # What has no meaning in Unicode is an error wherever it stands, but it stands.
    assert [one for one in errors if one != "invalid-codepoint"] == []
    safe(tree)
    found = classed(tree, "text", "div")
    assert [text_of(one) for one in found] == [text.document.text] * bool(text.document.blocks)


@given(marked())
def test_highlights_cover_the_passages_and_nothing_else(text: Marked) -> None:
    tree, _ = parsed(written(text, tags=_KNOWN))
    canonical = text.document.text
    depths = [0] * len(canonical)
    for one in text.records:
        for offset in range(one.start, one.end):
            depths[offset] += 1
    lit: set[int] = set()
    for mark in tree.iter("mark"):
        if mark.get("data-s"):
            start = int(mark.get("data-s"))
            piece = text_of(mark)
            assert canonical[start : start + len(piece)] == piece
            extent = range(start, start + len(piece))
            assert not lit & set(extent)
            lit |= set(extent)
            over = "over" in mark.get("class").split()
            assert {depths[offset] > 1 for offset in extent} == {over}
            assert 0 not in {depths[offset] for offset in extent}
    for offset, depth in enumerate(depths):
        assert not depth or offset in lit or canonical[offset].isspace()


@given(marked())
def test_what_is_known_of_a_passage_can_be_read_back(text: Marked) -> None:
    losses = Losses()
    tree, _ = parsed(written(text, tags=_KNOWN, losses=losses))
    found = rows(tree)
    assert len(found) == len(text.records)
    for row, one in zip(found, text.records, strict=True):
        known = [
            row.get(f"data-{name}")
            for name in ("p", "start", "end", "page", "status", "hash", "created", "updated")
        ]
        assert known == [
            one.id, str(one.start), str(one.end), one.page, one.status, one.text_hash, one.created,
            one.updated,
        ]  # fmt: skip
        quote, tags, note, where = row
        chips = list(tags.iter("span"))
        assert tuple(cell.get("data-tag") or text_of(cell) for cell in chips) == one.tags
        if not losses:
            assert text_of(note) == one.note
            assert one.title in text_of(where)
            assert one.heading in text_of(where)
        if not one.is_memo:
            assert [text_of(part) for part in next(quote.iter("blockquote"))] == [
                one.prefix, one.quote, one.suffix,
            ]  # fmt: skip


def test_every_passage_has_one_place_and_a_way_to_it() -> None:
    tree, _ = parsed(small_page())
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    ways = {one.get("href")[1:] for one in tree.iter("a") if one.get("href").startswith("#")}
    assert ways <= set(ids)
    assert {f"p-{row.get('data-p')}" for row in rows(tree)} <= ways


def test_lists_quotes_and_tables_are_such() -> None:
    page = small_page()
    tree, _ = parsed(page)
    [text] = classed(tree, "text", "div")
    [quotation] = text.iter("blockquote")
    assert [item.get("data-sign") for item in quotation.iter("li")] == ["•", "•"]
    assert [text_of(cell) for cell in text.iter("td")] == ["May", "2"]
    assert [text_of(cell) for cell in text.iter("th")] == ["Month", "Days"]
    assert len(list(text.iter("pre"))) == 1


def test_a_numbered_list_keeps_its_numbers_and_what_lies_within() -> None:
    document, _ = markdown.parse("9. nine\n\n   still nine\n   - within\n10. ten\n\nafter")
    memo = record(document, 0, 0, note="x")
    tree, _ = parsed(written(Marked(article(), "5e1f", document, [memo])))
    [text] = classed(tree, "text", "div")
    [numbered] = text.iter("ol")
    assert [item.get("data-sign") for item in numbered] == ["9.", "10."]
    assert [one.tag for one in numbered[0]] == ["p", "p", "ul"]
    assert [text_of(one).strip() for one in text if one.tag == "p"] == ["after"]


def test_a_list_in_hebrew_runs_from_right_to_left() -> None:
    document, _ = markdown.parse("- (1) שלום\n\n> one\n\nשלום")
    memo = record(document, 0, 0, note="x")
    tree, _ = parsed(written(Marked(article(), "5e1f", document, [memo])))
    [text] = classed(tree, "text", "div")
    ways = [(one.tag, one.get("dir")) for one in text]
    assert ways == [("ul", "rtl"), ("blockquote", None), ("p", "auto")]


def test_a_link_that_poses_says_where_it_leads() -> None:
    tree, _ = parsed(small_page())
    [text] = classed(tree, "text", "div")
    links = {text_of(one): one for one in text.iter("a")}
    assert links["https://bank.example"].get("data-poses") is not None
    assert links["six"].get("data-poses") is None
    assert "never" not in links


def test_control_characters_show_as_pictures_and_are_counted() -> None:
    document = plain.parse("Some text.")
    losses = Losses()
    one = record(document, 0, 4, note="a\x1b[2J\x00b\ud800")
    tags = (tag("plan", description="x\x9by"), tag("times", description="plain"))
    page = written(Marked(article(), "5e1f", document, [one]), tags=tags, losses=losses)
    assert "a␛[2J␀b\ufffd" in page
    assert "x\ufffdy" in page
    assert list(losses.lines()) == [
        "the control characters of 1 tag", "the control characters of 1 annotation",
    ]  # fmt: skip


def test_a_passage_of_an_earlier_text_is_listed_with_its_last_quote() -> None:
    tree, _ = parsed(small_page())
    [lost] = classed(tree, "lost", "section")
    assert "Once, Barges came." in text_of(lost)
    assert "Not found" in text_of(lost)
    only = record(plain.parse("Old."), 0, 3, text_hash="01d", status="review")
    page = written(Marked(article(), "01d", plain.parse("Old."), [only]))
    assert 'class="text"' not in page
    assert "Waits for review" in page


def test_the_language_of_an_article_is_named_only_where_it_is_one() -> None:
    document = plain.parse("Text.")
    memo = record(document, 0, 0, note="x")
    for language, named in (("zh-Hans", True), ('en" onclick="x', False), ("", False)):
        page = written(Marked(article(language=language), "5e1f", document, [memo]))
        assert (
            f'<article id="a-11111111-aaaa" data-a="11111111-aaaa" lang="{language}">' in page
        ) == named


def test_a_tag_counts_what_is_below_it() -> None:
    page = small_page()
    tree, _ = parsed(page)
    counts = {text_of(one[0]): text_of(one[1]) for one in tree.iter("button") if len(one)}
    assert counts == {"plan": "4", "times": "1", "times/early": "1", "without a tag": "3"}


def test_a_page_of_nothing_is_a_page() -> None:
    page = written()
    assert parsed(page)[1] == []
    assert "0 passages in 0 articles" in page


def test_no_more_than_one_article_is_waited_for() -> None:
    sink = io.StringIO(newline="")
    seen = [0]

    class Watching(Given):
        def texts(self, *, every: bool = False) -> Iterator[Marked]:
            for number, text in enumerate(super().texts(every=every)):
                assert all(f"Text number {one}." in sink.getvalue() for one in range(number - 1))
                seen[0] += 1
                yield text

    texts = []
    for number in range(4):
        owner, document = article(id=str(number)), plain.parse(f"Text number {number}.")
        texts.append(Marked(owner, "5e1f", document, [record(document, 0, 0, owner, note="x")]))
    assert write(Watching(texts=texts), sink, Options(), Losses()) == seen[0] == 4


def luminance(shade: str) -> float:
    parts = [int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_can_be_read_on_every_shade_in_light_and_dark(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", frame.part("style.css"), re.DOTALL)[scheme]
    shades = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for color in TAG_COLORS:
        assert contrast(shades["text"], shades[color]) >= 4.5
        assert contrast(shades[f"{color}-ink"], shades[color]) >= 4.5
        # The line below a highlight tells it without its tint.
        assert contrast(shades[f"{color}-ink"], shades["ground"]) >= 3
    for ground in ("ground", "raised", "code"):
        assert contrast(shades["text"], shades[ground]) >= 4.5
        assert contrast(shades["dim"], shades[ground]) >= 4.5
    assert contrast(shades["accent"], shades["ground"]) >= 4.5
