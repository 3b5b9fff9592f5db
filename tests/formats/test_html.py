"""The page: its bytes, its policy, and what it makes of articles, passages and tags."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.formats.export import Marked, Options
from reader.formats.html import frame
from reader.formats.html.write import write
from reader.formats.losses import Losses
from reader.text import markdown, plain
from reader.text.document import Document
from tests.formats.given import Given
from tests.formats.html_pages import (
    article,
    classed,
    parsed,
    record,
    rows,
    small_page,
    tag,
    text_of,
    written,
)

GOLDEN = Path(__file__).with_name("page.html")


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


@pytest.mark.parametrize("code", [0x1, 0x85, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_characters_that_html_has_none_of_are_replaced_and_counted(code: int) -> None:
    odd = chr(code)
    document = Document(f"So{odd}me text.", plain.parse("Some text.").blocks, 0)
    one = record(document, 0, 4, note=f"a{odd}", title=f"t{odd}", tags=(f"x{odd}",))
    losses = Losses()
    page = written(
        Marked(article(title=f"t{odd}", url=f"https://a.example/{odd}"), "5e1f", document, [one]),
        tags=(tag(f"x{odd}"),),
        losses=losses,
    )
    assert odd not in page
    assert parsed(page)[1] == []
    assert list(losses.lines()) == [
        "the control characters of 1 tag",
        "some characters of 1 text",
        "the control characters of 1 annotation",
    ]


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
