"""Documents are read through pandoc: every word of them, with their structure."""

from __future__ import annotations

import re

import pytest

from reader.errors import IngestError
from reader.ingest.kinds import document
from reader.text.normal import clean
from tests.ingest.documents import (
    docx,
    docx_paragraph,
    epub,
    needs_pandoc,
    shown,
    understood,
    written,
)

pytestmark = needs_pandoc

KINDS = ("epub", "docx", "odt", "rtf", "rst", "org")
SOURCE = """---
title: The level of the lower lock
author: [Ann Weir, Bo Sluice]
date: 2019-05-04
lang: en-GB
---

# Keeping the water

Boats *came* through the **lower** lock `every 20` minutes, 5 * 3 a day; a_b_c,
\\[not a link\\](x), \\<tag> & \\&amp; stay.[^spring] See [the log](https://canal.example/log "Log")
or “quoted” words – so.

[^spring]: In spring only.

    The second paragraph of that note.

| gate  | metres |
|:------|-------:|
| upper | 12,5   |
| lower | 9      |

> Whoever opens both gates
> drains the pound.

7. First lift the pawl.
8. Then wind.

    - with both hands
    - slowly

- [x] greased
- [ ] painted

```python
def drain(pound):
    return pound * 0
```

| Water runs down,
| boats rise.

The end, naïve 数 😀 مرحبا.
"""
WORDS = """Keeping the water Boats came through lower lock every 20 minutes a_b_c [not a link](x)
<tag> &amp; stay See log “quoted” words In spring only second paragraph of that note gate metres
upper 12,5 9 Whoever opens both gates drains pound First lift pawl Then wind with hands slowly
greased painted def drain(pound): return 0 Water runs down, boats rise.
naïve 数 😀 مرحبا.""".split()


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_arrives_and_none_changes(kind: str) -> None:
    text = understood(written(SOURCE, kind), f"a.{kind}").document.text
    assert [word for word in WORDS if word not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_paragraph_arrives_exactly(kind: str) -> None:
    text = understood(written(SOURCE, kind), f"a.{kind}").document.text
    assert (
        "Boats came through the lower lock every 20 minutes, 5 * 3 a day; a_b_c,"
        " [not a link](x), <tag> & &amp; stay.[1] See the log or “quoted” words – so."
    ) in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_says_what_it_is(kind: str) -> None:
    found = understood(written(SOURCE, kind), f"a.{kind}")
    if kind != "rtf":
        assert found.title == "The level of the lower lock"
        assert "Ann Weir" in found.author
        assert "Bo Sluice" in found.author
        assert found.published
    if kind in ("epub", "docx", "odt"):
        assert found.language == "en-GB"


@pytest.mark.parametrize("kind", ["docx", "odt", "rst", "org", "rtf"])
def test_the_title_of_a_text_is_in_its_text_once(kind: str) -> None:
    text = understood(written(SOURCE, kind), f"a.{kind}").document.text
    assert text.startswith("The level of the lower lock\n")
    assert text.count("The level of the lower lock") == 1


@pytest.mark.parametrize("kind", ["epub", "docx", "rst"])
def test_structure_is_kept(kind: str) -> None:
    blocks = shown(written(SOURCE, kind), f"a.{kind}")
    assert ("heading", "", "Keeping the water") in blocks
    assert ("table", "", "gate\tmetres\nupper\t12,5\nlower\t9") in blocks
    assert ("paragraph", "│ ", "Whoever opens both gates drains the pound.") in blocks
    assert ("paragraph", "7. ", "First lift the pawl.") in blocks
    assert ("paragraph", "   • ", "with both hands") in blocks
    assert ("code", "", "def drain(pound):\n    return pound * 0") in blocks
    assert ("paragraph", "", "Water runs down,\nboats rise.") in blocks
    assert ("paragraph", "[1] ", "In spring only.") in blocks
    assert ("paragraph", "    ", "The second paragraph of that note.") in blocks


@pytest.mark.parametrize("kind", ["docx", "odt", "rst", "org"])
def test_tasks_have_their_boxes_as_decoration(kind: str) -> None:
    blocks = shown(written(SOURCE, kind), f"a.{kind}")
    assert ("paragraph", "☑ ", "greased") in blocks
    assert ("paragraph", "☐ ", "painted") in blocks


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_marked_is_marked_where_it_stands(kind: str) -> None:
    found = understood(written(SOURCE, kind), f"a.{kind}").document
    marks = {
        (mark.style, found.text[mark.start : mark.end], mark.target)
        for block in found.blocks
        for mark in block.marks
    }
    assert ("emphasis", "came", "") in marks
    assert ("strong", "lower", "") in marks
    assert ("link", "the log", "https://canal.example/log") in marks
    assert ("footnote", "[1]", "1") in marks


def test_a_book_names_its_publisher_and_its_authors_in_order() -> None:
    found = understood(epub("<p>Rain.</p>"), "a.epub")
    assert found.source == "Towpath Press"
    assert found.author == "A. Weir; B. Sluice"
    assert found.title == "The lock keeper's year"
    assert found.language == "en"


def test_what_stands_aside_in_a_book_is_read_too() -> None:
    assert (
        "Notes aside"
        in understood(epub("<p>Rain.</p>", "<p>Notes aside</p>"), "a.epub").document.text
    )


def test_tags_that_mean_nothing_here_leave_their_words() -> None:
    blocks = shown(epub("<p>a <blink>b</blink> <label>c</label> d</p>"), "a.epub")
    assert blocks == [("paragraph", "", "a b c d")]


def test_scripts_and_styles_of_a_book_are_no_words_of_it() -> None:
    source = "<p>a</p><script>b()</script><style>p {}</style><form><p>c</p></form>"
    assert [text for _, _, text in shown(epub(source), "a.epub")] == ["a", "c"]


def test_a_table_that_only_arranges_is_read_without_it() -> None:
    table = "<table><tr><td><p>one</p><ul><li>two</li></ul></td><td>three</td></tr></table>"
    assert [text for _, _, text in shown(epub(table), "a.epub")] == ["one", "two", "three"]


def test_cells_that_span_others_stand_at_their_first_place() -> None:
    table = (
        "<table><tr><th colspan='2'>wide</th><th>c</th></tr>"
        "<tr><td rowspan='2'>tall</td><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></table>"
    )
    assert shown(epub(table), "a.epub")[0][2] == "wide\t\tc\ntall\t1\t2\n\t3\t4"


def test_a_paragraph_of_any_length_arrives_whole() -> None:
    words = " ".join(f"word{number}" for number in range(5_000))
    long = f"<p>before</p><p><b>{words}</b> <i>{'x' * 20_000}</i></p>"
    found = understood(epub(long), "a.epub")
    assert found.document.text == f"before\n\n{words} {'x' * 20_000}"
    assert max(block.end - block.start for block in found.document.blocks) <= 8_000
    assert all(block.marks for block in found.document.blocks[1:])


@pytest.mark.parametrize("between", ["</b> <b>", " <i>y</i>", "<br/>", " <code>z</code> "])
def test_no_cut_of_a_paragraph_takes_what_stands_there(between: str) -> None:
    source = between.join(f"{number:04}" for number in range(4_000))
    text = understood(epub(f"<p><b>{source}</b></p>"), "a.epub").document.text
    plain = re.sub("<br/>", "\n", source)
    assert text == re.sub("<[^>]*>", "", plain)


def test_what_is_nested_deep_is_shown_flat() -> None:
    source = "<ul><li>level" * 40 + " deep" + "</li></ul>" * 40
    assert understood(epub(source), "a.epub").document.text.count("level") == 40


def test_what_is_nested_too_deep_to_follow_keeps_its_text_and_says_so() -> None:
    found = understood(epub("<div>" * 2_000 + "<p>deep words</p>" + "</div>" * 2_000), "a.epub")
    assert found.document.text.strip() == "deep words"
    assert document.TOO_DEEP in found.warnings


def test_control_characters_and_addresses_that_act_are_made_harmless() -> None:
    found = understood(epub('<p>a\u202eb <a href="javascript:x()">c</a></p>'), "a.epub").document
    assert found.text == clean(found.text)
    assert "\u202e" not in found.text
    assert all(not mark.target for block in found.blocks for mark in block.marks)


def test_the_title_that_an_office_program_keeps_yields_to_the_text() -> None:
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Letter template</dc:title>'
        "<dc:creator>C. Pound</dc:creator></c>"
    )
    style = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Dry locks</w:t></w:r></w:p>'
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        "</w:styles>"
    )
    data = docx(style + docx_paragraph("words"), docProps__core_xml=core, word__styles_xml=styles)
    found = understood(data, "a.docx")
    assert found.author == "C. Pound"
    assert found.title == "Dry locks"


def test_a_document_that_is_none_is_refused_with_a_reason() -> None:
    with pytest.raises(IngestError, match="could not be converted"):
        understood(docx("<w:p"), "a.docx")
