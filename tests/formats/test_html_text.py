"""Whatever an article holds: its text is whole in the page, and nothing of it acts."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given

from reader.formats.export import Marked
from reader.formats.losses import Losses
from tests.formats.html_pages import KNOWN, classed, marked, parsed, rows, text_of, written


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


@given(marked())
def test_the_text_of_an_article_is_its_canonical_text(text: Marked) -> None:
    tree, errors = parsed(written(text, tags=KNOWN))
    # What has no meaning in Unicode is an error wherever it stands, but it stands.
    assert [one for one in errors if one != "invalid-codepoint"] == []
    safe(tree)
    found = classed(tree, "text", "div")
    assert [text_of(one) for one in found] == [text.document.text] * bool(text.document.blocks)


@given(marked())
def test_highlights_cover_the_passages_and_nothing_else(text: Marked) -> None:
    tree, _ = parsed(written(text, tags=KNOWN))
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
    tree, _ = parsed(written(text, tags=KNOWN, losses=losses))
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
