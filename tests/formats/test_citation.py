"""A passage with its citation in each style: what is in it is shown, and does nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.errors import MisuseError
from reader.formats.citation.bibtex import escaped
from reader.formats.citation.passage import Passage, cite
from reader.formats.citation.template import NAMES, fill
from tests.formats.test_csl import FERRIES, PLAIN, pandoc

_ONE = Passage("The *core*,\n50 % of it.", FERRIES, "pp. 12–13", "why?", ("actors/state", "x y"))
_SOURCE = "The Quay, 2020-06, pp. 12–13, "


def test_plain() -> None:
    assert cite(_ONE) == (
        "“The *core*,\n50 % of it.”\n"
        "— Roe, Ann; Lee-Ó, Kim, “The Ferries of “Őrség” & {more}”, "
        f"{_SOURCE}https://quay.example/a_b?c=%20#d\n"
    )


def test_markdown() -> None:
    assert cite(_ONE, "markdown") == (
        "> The \\*core\\*,\n> 50 % of it.\n>\n"
        "> — Roe, Ann; Lee-Ó, Kim, “The Ferries of “Őrség” & \\{more\\}”, "
        f"{_SOURCE}<https://quay.example/a_b?c=%20#d>\n"
    )


def test_bibtex() -> None:
    assert cite(_ONE, "bibtex") == (
        "@misc{roe2020ferries-6f9d,\n"
        "  author = {{Roe}, {Ann} and {Lee-Ó}, {Kim}},\n"
        "  title = {{The Ferries of “Őrség” \\& \\{more\\}}},\n"
        "  howpublished = {The Quay},\n"
        "  date = {2020-06},\n"
        "  year = {2020},\n"
        "  month = jun,\n"
        "  url = {https://quay.example/a_b?c=%20#d},\n"
        "  urldate = {2026-01-02},\n"
        "  pages = {12--13},\n"
        "  langid = {en},\n"
        "  keywords = {actors/state, x y},\n"
        "  annote = {The *core*, 50 \\% of it.},\n"
        "}\n"
    )


def test_csl() -> None:
    found = json.loads(cite(_ONE, "csl"))
    assert found["id"] == "roe2020ferries-6f9d"
    assert (found["annote"], found["locator"]) == (_ONE.quote, "12–13")
    assert found["keyword"] == "actors/state, x y"


def test_what_is_not_known_is_left_out() -> None:
    alone = Passage("x", PLAIN)
    assert cite(alone) == "“x”\n— “”\n"
    assert cite(alone, "bibtex") == "@misc{article-0b,\n  annote = {x},\n}\n"
    assert json.loads(cite(alone, "csl")).keys() == {"id", "type", "annote"}


@pytest.mark.parametrize("style", ["biblatex", "bibtex"])
def test_pandoc_reads_an_entry_of_the_whole_keyboard(style: str) -> None:
    keyboard = "".join(map(chr, range(33, 127))) + " -- ,, ß漢😀 {"
    article = FERRIES._replace(title=keyboard, author=keyboard.replace(";", ""))
    [found] = pandoc(cite(_ONE._replace(article=article), "bibtex"), style)
    # It leaves out what LaTeX has for a brace without its other half.
    assert (
        found["title"].replace("’", "'").replace("‘", "`").rstrip()
        == keyboard.removesuffix("{").rstrip()
    )
    assert found["author"][0]["family" if "family" in found["author"][0] else "literal"]
    assert found["issued"] == {"date-parts": [[2020, 6]]}
    assert found["URL"] == article.url


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_HARD = st.text('\\{}$&#%_^~<>|"@,=\n', max_size=12)


@given(_TEXT | _HARD)
def test_nothing_in_a_text_ends_its_braces_or_is_a_command(text: str) -> None:
    made = escaped(text)
    depth = 0
    for one in made:
        depth += {"{": 1, "}": -1}.get(one, 0)
        assert depth >= 0
    assert depth == 0
    assert "\n" not in made


@given(_TEXT | _HARD, _TEXT | _HARD)
def test_an_address_is_a_link_only_if_it_is_one_of_the_web(text: str, url: str) -> None:
    for address in (url, f"javascript:{url}", f"file://{url}"):
        made = cite(_ONE._replace(quote=text, article=FERRIES._replace(url=address)), "markdown")
        links = [
            one.attrGet("href")
            for token in MarkdownIt("commonmark").parse(made)
            for one in token.children or ()
            if one.type in ("link_open", "image", "html_inline")
        ]
        assert all(str(link).lower().startswith(("http://", "https://")) for link in links)
        assert len(links) <= 1


def test_a_template_has_parts_and_whole_styles() -> None:
    assert fill("$key|$author|$issued|$accessed|$page|$tags|$note|$$", _ONE) == (
        "roe2020ferries-6f9d|Roe, Ann; Lee-Ó, Kim|2020-06|2026-01-02|12–13|actors/state; x y|why?|$"
    )
    assert fill("$bibtex\n", _ONE) == cite(_ONE, "bibtex")
    assert fill("".join(f"${{{name}}}" for name in NAMES), _ONE)


def test_a_template_with_an_unknown_name_is_told() -> None:
    with pytest.raises(MisuseError, match=r"line 2 of the template: there is no \$dio; there are "):
        fill("$title\n$dio", _ONE)


def test_what_is_cited_is_no_template() -> None:
    assert fill("$quote", _ONE._replace(quote="$title ${x}")) == "$title ${x}"
