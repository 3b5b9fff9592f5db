"""Web pages as articles: which text is kept, how it reads, and what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import IngestError
from reader.ingest.kinds import html
from reader.ingest.pages import main_text
from reader.ingest.understood import Asked, File, Understood
from reader.text.document import Block

PAGES = Path(__file__).with_name("pages")


def taken(page: str | bytes, *, full: bool = False, name: str = "page.html") -> Understood:
    data = page if isinstance(page, bytes) else page.encode()
    return html.understand(File(data, name, Asked(is_full=full)))


def of_file(name: str, *, full: bool = False) -> Understood:
    return taken((PAGES / name).read_bytes(), full=full, name=name)


def text(page: str) -> str:
    return taken(page, full=True).document.text


def blocks(understood: Understood, kind: str) -> list[tuple[str, Block]]:
    document = understood.document
    return [
        (document.text[block.start : block.end], block)
        for block in document.blocks
        if block.kind == kind
    ]


def test_an_article_is_its_title_and_main_text_without_what_stands_around_it() -> None:
    article = of_file("news.html").document.text
    assert article.startswith("Harbour wall to be raised\n\nThe town will raise")
    assert article.endswith("storms of the autumn arrive in the bay.")
    for around in ("Weather", "Share", "Ferry late again", "Copyright"):
        assert around not in article


def test_what_a_page_says_of_itself_is_known() -> None:
    page = of_file("news.html")
    assert (page.title, page.author, page.source) == (
        "Harbour wall to be raised",
        "Mara Tolen",
        "The Quay Post",
    )
    assert (page.published, page.language) == ("2021-03-04", "en-GB")
    assert page.url == "https://quay.example/a/1"
    assert page.warnings == ()


def test_headings_lists_tables_quotes_code_and_pictures_of_an_article_stay() -> None:
    page = of_file("news.html")
    assert [(words, block.level) for words, block in blocks(page, "heading")] == [
        ("Harbour wall to be raised", 1),
        ("What it costs", 2),
    ]
    assert [words for words, _ in blocks(page, "table")] == ["Year\tFloods\n2018\t1\n2019\t2"]
    assert [words for words, _ in blocks(page, "code")] == ["level = tide + surge  # <metres>"]
    leads = {words: block.lead for words, block in blocks(page, "paragraph")}
    assert leads["pumps in three streets"].strip() == "•"
    assert leads["It is a wall, not a wonder, and it will have to be raised again."].strip() == "│"
    assert {"The wall at low tide", "The wall at low tide, seen from the pier."} <= leads.keys()


def test_links_of_an_article_lead_where_its_page_says() -> None:
    page = of_file("news.html")
    links = [mark for _, block in blocks(page, "paragraph") for mark in block.marks]
    assert "https://quay.example/streets" in [mark.target for mark in links]


def test_all_of_a_page_is_kept_where_that_is_asked() -> None:
    page = of_file("news.html", full=True)
    for words in ("Weather", "By Mara Tolen", "Share Email", "Ferry late again", "Copyright"):
        assert words in page.document.text
    assert "var hidden" not in page.document.text
    assert page.published == "2021-03-04"


def test_a_page_without_a_main_text_is_kept_in_full_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(main_text, "found", lambda *_: None)
    page = taken("<ul><li><a href=1>Tide</a><li><a href=2>Wind</a></ul>")
    assert page.document.text == "Tide\nWind"
    assert page.warnings == ("no main text was told apart, so all of the page is kept",)


def test_of_a_page_of_few_words_no_half_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_text, "chosen", lambda units, _: units[-1:])
    page = taken("<h1>Low water</h1><p>The quay is dry at six.<p>Mind the steps.<p>By the clock.")
    for words in ("Low water", "The quay is dry at six.", "Mind the steps.", "By the clock."):
        assert words in page.document.text
    assert page.warnings == ("no main text was told apart, so all of the page is kept",)


LITERAL = (
    "*stars* _lines_ `ticks` [brackets](x) ![picture] <tag> &amp; \\ | ~~no~~ a^b^ $x$ http://e.org",
    "# no heading",
    "- no item",
    "+ no item",
    "12. no item",
    "3) no item",
    "> no quotation",
    "=== none",
    "--- none",
    "~~~ no fence",
    "``` no fence",
    ": no definition",
    "[^1]: no footnote",
    "[x]: no definition",
    "| no | table |",
    "<div>no block</div>",
    "<!-- no comment -->",
    "\u3000indented\u3000",
    "\u00a0kept\u00a0",
    "soft\u00adhyphen, zero\u200bwidth, joined 👩\u200d🚀",
    "e\u0301 and é",
)


def source(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("words", LITERAL)
@pytest.mark.parametrize(
    "around",
    ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</ul>", "<blockquote>{}</blockquote>",
     "<p><b>{}</b></p>", "<p><code>{}</code></p>", "<p><a href='/x'>{}</a></p>",
     "<ol><li><p>{}</p></ol>", "<dl><dt>{}<dd>x</dl>"],
)  # fmt: skip
def test_characters_arrive_as_they_stand_in_the_page(words: str, around: str) -> None:
    assert text(around.format(source(words))).split("\n")[0] == words


@pytest.mark.parametrize("words", LITERAL)
def test_characters_arrive_in_cells_and_code_as_they_stand_in_the_page(words: str) -> None:
    written = source(words)
    page = taken(
        f"<table><tr><th>{written}<th>b<tr><td>c<td>{written}</table><pre>{written}\n  x</pre>",
        full=True,
    )
    (table, _), (code, _) = *blocks(page, "table"), *blocks(page, "code")
    assert table == f"{words}\tb\nc\t{words}"
    assert code == f"{words}\n  x"


def test_code_is_verbatim_within_items_and_quotations() -> None:
    code = "  two\n\tthree ```\n\n> four"
    page = taken(
        f"<ol start=9><li><blockquote><pre>\n{source(code)}\n</pre></blockquote></ol>", full=True
    )
    assert [words for words, _ in blocks(page, "code")] == [code]


def test_styles_stand_where_the_page_has_them_also_inside_a_word() -> None:
    page = taken("<p>A<b>b</b>c <i>d<u>e</u></i>f H<sub>2</sub>O</p>", full=True)
    ((words, block),) = blocks(page, "paragraph")
    assert words == "Abc def H2O"
    assert [(mark.start, mark.end, mark.style) for mark in block.marks] == [
        (1, 2, "strong"),
        (4, 6, "emphasis"),
        (5, 6, "underline"),
        (9, 10, "subscript"),
    ]


def test_white_space_is_what_a_browser_makes_of_it() -> None:
    assert text("<p>one\n  two <b> three</b> <br> four<br><br>five</p>") == (
        "one two three\nfour\n\nfive"
    )


def test_lists_keep_their_depth_numbers_and_neighbours() -> None:
    page = taken(
        "<ol start=4><li>a<ul><li>b<li>c</ul><li>d</ol><ol><li>e</ol><ul><li>f</ul>", full=True
    )
    leads = [(words, block.lead.strip()) for words, block in blocks(page, "paragraph")]
    assert leads == [("a", "4."), ("b", "•"), ("c", "•"), ("d", "5."), ("e", "1)"), ("f", "•")]


def test_a_table_that_only_arranges_the_page_is_its_paragraphs() -> None:
    page = taken("<table><tr><td><h2>One</h2><p>two<td><p>three</table>", full=True)
    assert page.document.text == "One\n\ntwo\n\nthree"
    assert not blocks(page, "table")


def test_a_long_paragraph_loses_no_word_and_shows_no_tag() -> None:
    words = "".join(
        f'word{number} <a href="http://e.org/{number}">*link*</a> ' for number in range(900)
    )
    page = taken(f"<p>{words}</p>", full=True)
    expected = " ".join(f"word{number} *link*" for number in range(900))
    assert page.document.text.split() == expected.split()


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", " java\tscript:alert(1)", "&#1;javascript:x", "data:text/html,x",
     "file:///etc/passwd", "vbscript:x", "#top"],
)  # fmt: skip
def test_only_links_to_the_web_and_to_mail_are_links(href: str) -> None:
    page = taken(f'<p><a href="{href}">words</a> <img alt=picture src="{href}"></p>', full=True)
    ((words, block),) = blocks(page, "paragraph")
    assert words == "words picture"
    assert [mark.target for mark in block.marks if mark.style == "link"] == []


def test_a_page_that_begins_its_body_without_saying_so_is_read() -> None:
    page = "<title>T</title><nav>One</nav><section>two <b>three</b></section> four <p>five"
    assert text(page) == "One\n\ntwo three\n\nfour\n\nfive"
    assert text("<head><meta name=a><main>One</main></head><body>two<p>three") == (
        "One\n\ntwo\n\nthree"
    )


@pytest.mark.parametrize("body", ["", "<body>"])
def test_the_words_for_browsers_without_frames_are_read(body: str) -> None:
    page = (
        f"<html><head><title>T</title></head><frameset cols='1,2'><frame src=a><noframes>{body}"
        "First <p>Tea &amp; <a href='http://quay.example'>Go on</a></p></noframes></frameset>"
    )
    assert text(page) == "First\n\nTea & Go on"


def test_a_date_that_only_the_text_speaks_of_is_not_the_page_s_own() -> None:
    told = "<p>In the spring of 1998 and again in 2003 the water came over the wall, they say."
    assert taken(f"<html><body><article>{told * 6}</article></body></html>").published == ""


def test_names_that_are_none_to_trafilatura_are_kept() -> None:
    page = taken("<meta name=author content='王小明'><p>" + "文字在這裡，讀者可以讀。" * 30)
    assert page.author == "王小明"
    page = taken("<meta name=author content=admin><p>" + "Words to be read here. " * 30)
    assert (page.author, page.metadata["meta"]) == ("", {"author": "admin"})


def test_a_name_with_a_control_in_it_is_kept_whole_and_harmless() -> None:
    page = taken("<meta name=author content='Ann &#27;[31mRed'><p>" + "Words to be read. " * 30)
    assert page.author == "Ann ␛[31mRed"


def test_a_page_saved_with_all_that_belongs_to_it_is_read() -> None:
    archive = (
        "From: saved\r\nSnapshot-Content-Location: https://quay.example/b\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>The caf=E9 at the <a href=3D'pier'>pier</a></p>\r\n--x--\r\n"
    )
    page = taken(archive, full=True, name="page.mhtml")
    assert page.document.text == "The café at the pier"
    assert (page.url, page.encoding) == ("https://quay.example/b", "cp1252")
    with pytest.raises(IngestError, match="has no page in it"):
        taken("Subject: nothing\r\n\r\nwords", name="page.mht")
