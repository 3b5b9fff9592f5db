"""Foreign text as Markdown: all of it comes back as text, and nothing acts."""

from __future__ import annotations

import itertools
import json
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.formats.markdown.escaping import escaped, linked, on_one_line, quoted, unheld
from reader.text.normal import clean

_PIECES = (
    "\n;\n\n;\n \n; ;    ;\t;# ;#tag;- ;1. ;1) ;+ ;> ;|;-|-;```;`= x`;`$= x`;![[a]];[[b]];"
    "![x](http://y);<b>;<!-- ;-->;%%;$x$;==;~~;^abc;[^1];[^1]: ;&amp;&#35;https://a.example;"
    "www.b.example;a@b.example;key:: v;---;===;:-:;\\;*a*;__b__;a;é;漢;😀;\r;\r\n;\x0c;\u2028;"
    "\u202e;\u200b;\ufeff;\u00a0;\u3000;<% x %>;{{x}};[!note];obsidian://x;- [ ] ;(c);"
    ":smile:;…"
).split(";")
_MARKUP = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
_ANY = _MARKUP | st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"))
_READERS = [
    MarkdownIt("commonmark"),
    MarkdownIt("gfm-like"),
    MarkdownIt("js-default", {"linkify": True, "html": True}),
]


def shown(markdown: str, reader: MarkdownIt) -> str:
    """Give the text of Markdown that is plain paragraphs, in quotes or not."""
    tokens = reader.parse(markdown)
    assert {token.tag for token in tokens} <= {"p", "blockquote", ""}
    paragraphs = []
    for token in tokens:
        if token.type == "inline":
            assert {one.type for one in token.children or ()} <= {"text", "softbreak"}
            paragraphs.append(
                "".join(
                    "\n" if one.type == "softbreak" else one.content for one in token.children or ()
                )
            )
    return "\n\n".join(paragraphs)


@given(_ANY)
def test_any_quote_comes_back_and_nothing_in_it_acts(text: str) -> None:
    for reader in _READERS:
        assert shown(quoted(text), reader) == text
        assert shown(escaped(text), reader) == text


_GITHUB = (
    "gfm+wikilinks_title_after_pipe+tex_math_dollars+attributes+fenced_divs+definition_lists"
    "+footnotes+emoji+autolink_bare_uris"
)


def test_to_pandoc_all_of_github_and_more_is_text() -> None:
    pypandoc = pytest.importorskip(
        "pypandoc", reason="Pandoc reads our Markdown independently; make setup installs it"
    )
    texts = [f"{one}{two}x" for one, two in itertools.product(_PIECES, repeat=2)]
    made = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", _GITHUB, "--to", "json"],
        input="\n\n<!-- -->\n\n".join(map(quoted, texts)).encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    quotes = [one for one in json.loads(made.stdout)["blocks"] if one["t"] == "BlockQuote"]
    kinds = set(re.findall(r'"t": "(\w+)"', json.dumps(quotes)))
    assert kinds == {"BlockQuote", "Para", "Str", "Space", "SoftBreak"}
    assert len(quotes) == len(texts)


@given(_ANY)
def test_a_heading_of_any_text_is_a_heading(text: str) -> None:
    tokens = _READERS[0].parse(f"# {on_one_line(text)}")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert {one.type for one in tokens[1].children or ()} <= {"text"}
    assert "".join(one.content for one in tokens[1].children or ()) == text.replace("\n", " ")


@given(_MARKUP)
def test_nothing_that_obsidian_and_its_plugins_know_is_left(text: str) -> None:
    assert not re.search("%%|<%|==", escaped(text))
    bare = re.sub(r"\\.", "", escaped(text).replace("\\\\", ""), flags=re.DOTALL)
    for sign in ("[", "]", "`", "$", "::", "://", "<", "^", "*", "|", "~", "{"):
        assert sign not in bare
    assert not re.search("(?<!&)#", bare)


@given(st.text())
def test_control_characters_are_shown_and_counted(text: str) -> None:
    back = shown(quoted(text), _READERS[0])
    assert unheld(text) == (back != text)
    assert len(back) == len(text)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", quoted(text))


@given(_ANY)
def test_what_would_change_how_a_line_is_shown_is_spelt_out(text: str) -> None:
    assert clean(quoted(text)) == quoted(text)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/b?c=d&e=%20#f", "<https://a.example/b?c=d&e=%20#f>"),
        ("https://a.example/<script>", "<https://a.example/%3Cscript%3E>"),
        ("http://a.example/%%x%%[[y]]", "<http://a.example/%25%25x%25%25%5B%5By%5D%5D>"),
        ("https://a.example/漢", "<https://a.example/%E6%BC%A2>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("obsidian://run", "obsidian\\://run"),
        ("file:///etc", "file\\:///etc"),
        ("https://", "https\\://"),
        ("https://[", "https\\://\\["),
        ("https://a.example/\nx", "<https://a.example/%0Ax>"),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str, link: str) -> None:
    assert linked(url) == link
