"""HTML: tags that are known are looks and structure, all else is shown as it is written."""

from __future__ import annotations

import pytest

from reader.text.markdown.tags import read_block, read_inline
from tests.text.parsed import document, kinds, marked, shapes, text, titled


@pytest.mark.parametrize(
    ("tags", "style"),
    [
        ("b strong", "strong"),
        ("i em cite dfn var", "emphasis"),
        ("u ins", "underline"),
        ("s strike del", "strike"),
        ("sub", "subscript"),
        ("sup", "superscript"),
        ("code kbd samp tt", "code"),
    ],
)
def test_a_tag_that_styles_is_a_mark(tags: str, style: str) -> None:
    for tag in tags.split():
        assert marked(f"a <{tag}>b</{tag}>") == [("b", style, "")]


@pytest.mark.parametrize("tag", "mark small span abbr q time font center".split())
def test_a_tag_without_a_style_of_ours_leaves_its_text(tag: str) -> None:
    assert kinds(f"a <{tag} class='x' DATA-y=z>b</{tag}>") == [("paragraph", "a b")]
    assert marked(f"a <{tag}>b</{tag}>") == []


def test_a_line_break_is_a_hard_one() -> None:
    assert text("a<br>b <br/>\nc<wbr>d") == "a\nb \ncd"
    assert text("<br>a<br>") == "a"


def test_a_link_has_its_address_and_title() -> None:
    source = '<a href="http://a.b?c&amp;d" title="T" target=_blank>e *f*</a>'
    assert marked(source)[0] == ("e f", "link", "http://a.b?c&d")
    assert titled(source)[0] == ("e f", "link", "T")


def test_an_image_is_its_alt_text_or_its_title_or_its_file() -> None:
    assert text("a <img src=b/c.png alt='d e'>") == "a d e"
    assert text("a <img src=b/c.png title='d e'>") == "a d e"
    assert marked("a <img src=b/c.png>") == [("c.png", "image", "b/c.png")]


def test_a_title_is_kept_on_whatever_has_one() -> None:
    assert titled('<abbr title="long form">LF</abbr>') == [("LF", "underline", "long form")]
    assert titled('<b aria-label="said so">x</b>') == [("x", "strong", "said so")]


@pytest.mark.parametrize(
    "source",
    [
        "a <b>c",
        "a c</b>",
        "a <unknown>c</unknown>",
        "a <b onclick='x'>c</b>",
        "a <b style='x' foo=bar>c</b>",
        "a <a href='javascript:x'>c</a>",
        "a <img src='javascript:x'>",
        "a <b title=x title=y>c</b>",
        "a <!-- c --> d",
        "a <?php c ?> d",
        "a <![CDATA[c]]> d",
    ],
)
def test_what_is_not_understood_is_shown_as_it_is_written(source: str) -> None:
    assert text(source) == source
    assert marked(source) == []


def test_a_pair_that_crosses_emphasis_is_text() -> None:
    assert text("<b>*a</b>*") == "<b>a</b>"


def test_of_tags_that_cross_the_outer_pair_counts() -> None:
    assert text("<b><i>a</b></i>") == "<i>a</i>"


def test_blocks_of_html_part_paragraphs() -> None:
    source = "<div id=x>\n<p>One\ntwo <b>three</b>\n<p>four\n</div>\n<section>five</section>"
    assert kinds(source) == [
        ("paragraph", "One two three"),
        ("paragraph", "four"),
        ("paragraph", "five"),
    ]
    assert marked(source) == [("three", "strong", "")]


def test_headings_of_html_have_their_level() -> None:
    blocks = document("<h1>One</h1>\n<h3 class=x>Three</h3>\ntext").blocks
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 3),
        ("paragraph", 0),
    ]


def test_lists_and_quotes_of_html_are_those_of_markdown() -> None:
    source = "<ul><li>a<ol start=3><li>b</li><li>c</ol><li>d</ul>\n<blockquote>e</blockquote>"
    assert shapes(source) == [
        ("• ", "a"),
        ("  3. ", "b"),
        ("  4. ", "c"),
        ("• ", "d"),
        ("│ ", "e"),
    ]


def test_an_item_without_a_list_has_a_bullet() -> None:
    assert shapes("<li>a\n</ul>") == [("• ", "a")]


def test_terms_of_html_are_strong_and_what_defines_them_is_indented() -> None:
    source = "<dl><dt>a<dd>b<dt>c<dd>d</dl>"
    assert shapes(source) == [("", "a"), ("  ", "b"), ("", "c"), ("  ", "d")]
    assert marked(source) == [("a", "strong", ""), ("c", "strong", "")]


def test_preformatted_text_is_code() -> None:
    source = '<pre><code class="language-c">int x &lt; <b>2</b>;\n\n  y\n</code></pre>'
    assert kinds(source) == [("code", "int x < 2;\n\n  y")]
    assert document(source).blocks[0].info == "c"


def test_a_rule_of_html_is_a_rule() -> None:
    assert [kind for kind, _ in kinds("<p>a\n<hr>\n<p>b")] == ["paragraph", "rule", "paragraph"]


def test_cells_of_html_part_text() -> None:
    assert text("<table><tr><td>a<td>b<tr><td>c</table>") == "a\n\nb\n\nc"


@pytest.mark.parametrize(
    "source",
    ["<script>\nlet a;\n\nlet b;\n</script>", "<style>p{}</style>", "<script>never closed"],
)
def test_scripts_and_style_sheets_are_shown_as_code(source: str) -> None:
    assert kinds(source) == [("code", source)]


@pytest.mark.parametrize(
    "source",
    ["<!-- a\n\nb -->", "<!DOCTYPE html>", "<![CDATA[ a ]]>", "<?php a ?>", "<custom-tag>\n"],
)
def test_other_markup_in_a_block_is_shown_as_text(source: str) -> None:
    assert text(source) == " ".join(source.split())


def test_a_block_tag_with_words_for_a_reader_is_shown() -> None:
    assert text('<div title="words">a</div>') == '<div title="words">\n\na'
    assert text("<div onclick=x>a</div>") == "<div onclick=x>\n\na"


def test_white_space_is_one_space_and_entities_are_decoded() -> None:
    assert text("<p>a  &amp;\n\tb &lt;b&gt; c") == "a & b <b> c"
    assert text("<p>港口\n关闭") == "港口关闭"


def test_markdown_between_blocks_of_html_is_markdown() -> None:
    source = "<details>\n<summary>Short</summary>\n\n*a*\n\n</details>"
    assert kinds(source) == [("paragraph", "Short"), ("paragraph", "a")]
    assert marked(source) == [("a", "emphasis", "")]


def test_no_nesting_of_html_is_too_deep() -> None:
    made = document("<ul><li>" * 3_000 + "word" + "</ul>" * 5_000)
    assert made.text == "word"
    assert len(made.blocks[0].lead) < 50


def test_no_number_of_an_entity_is_too_long() -> None:
    source = "&#" + "9" * 5_000 + ";"
    assert text(f"<p>{source}") == source


def test_a_long_paragraph_of_html_is_cut_between_words() -> None:
    made = document("<p>" + "word " * 4_000)
    assert made.text == " ".join(["word"] * 4_000)
    assert len(made.blocks) > 1
    assert all(block.tight for block in made.blocks[1:])


def test_tags_are_read_in_any_case() -> None:
    assert read_inline("<B CLASS=x>") == ("b", False, {"class": "x"})
    assert read_inline("</B >") == ("b", True, {})
    assert read_block("<B>") is None
