"""Texts and documents of every script and shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.text import markdown, plain
from reader.text.document import Document

PIECES = (
    "word", "Zoom", "don’t", "3.5", "23,750", "U.S.", "Dr.", "a", " ", " ", " ", "  ", "\n", "\n\n",
    "\r\n", "\r\n\r\n", "\t", "\u00a0", ". ", "! ", "? ", "…", ", ", ": ", "“", "”", "(", ")", "'",
    "漢字", "かな", "カタカナ", "。", "、", "「", "」", "한국어", "ᄒ", "ᆫ",
    "नमस्ते", "क्षि", "กำ", "שלום", "العربية",
    "e\u0301", "\u0301", "\u0338", "\u200d", "\ufe0f", "👩‍⚕️", "👨‍👩‍👧", "👍🏽", "🇩🇪", "🇫",
    "1️⃣", "𝒳", "𐐷", "\u0600",
    "\u200b", "\u2028", "\x1b[2J", "\x00", "\x7f", "\x85", "\ufeff", "\u202e", "\ud800",
)  # fmt: skip
MARKDOWN_PIECES = (
    *PIECES, "# ", "## ", "- ", "1. ", "7) ", "> ", "    ", "```\n", "---\n", "*", "**", "_", "~~",
    "`",
    "[", "](u)", "![", "](u 'title')", "[x]: http://v\n", "| a | b |\n|--|--|\n", "|", "<b>",
    "&#27;", "&#10;",
    "&amp;", "&nbsp;", "\\", "  \n", "<http://a.b>", "https://a.b/c ", "</b>", "<br>", "<u>",
    "</u>", "- [ ] ", "[^1]", "[^1]: ", "^[", ": ", "~ ", "<div>", "</div>\n", "<ul><li>", "<pre>",
    "<!--", "-->", "<img src=a/b>", "<a href='http://c'>", "</a>", "```python\n", "<td>", "<dt>",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
markdown_sources = st.lists(st.sampled_from(MARKDOWN_PIECES), max_size=60).map("".join)
_INLINE = (
    "word", "plain words", "漢字", "https://example.org/path", "`code`", "&amp;", "a<br>b",
    "<https://example.org>", "[^note]", "<!-- remark -->", "<unknown>", "![](picture.png)",
    "two\nlines", "hard  \nbreak", "é\u0301", "👩‍⚕️", "[label]",
)  # fmt: skip
_AROUND = (
    "*{}*", "**{}**", "~~{}~~", "[{}](/target 'title')", "![{}](image.png)", "<b>{}</b>",
    "<abbr title='tip'>{}</abbr>", "^[{}]", "[{}][label]", "{} {}", "<a href='/there'>{}</a>",
)  # fmt: skip
_BLOCKS = (
    "{}", "## {}", "```python\n{}\n```", "    {}", "<div>\n<p>{}</p>\n</div>", "***", "<hr>",
    "| head | er |\n|---|---|\n| cell | {} |", "[label]: /used", "[unused]: /there 'tip'",
    "<ul><li>{}<li>more</ul>", "<pre>\n{}\n</pre>",
)  # fmt: skip
_PREFIXES = (
    ("> ", "> "), ("- ", "  "), ("- [x] ", "  "), ("7. ", "   "), ("term\n: ", "  "),
    ("[^note]: ", "    "),
)  # fmt: skip


@st.composite
def nested_markdown(draw: st.DrawFn) -> str:
    """Markdown of all constructs in each other."""
    blocks = []
    for _ in range(draw(st.integers(1, 5))):
        text = draw(st.sampled_from(_INLINE))
        for around in draw(st.lists(st.sampled_from(_AROUND), max_size=3)):
            text = around.format(text, draw(st.sampled_from(_INLINE)))
        block = draw(st.sampled_from(_BLOCKS)).format(text)
        for first, rest in draw(st.lists(st.sampled_from(_PREFIXES), max_size=3)):
            block = first + block.replace("\n", "\n" + rest)
        blocks.append(block)
    return draw(st.sampled_from(("\n", "\n\n"))).join(blocks)


def _parsed(source: str) -> Document:
    return markdown.parse(source)[0]


documents = st.one_of(markdown_sources.map(_parsed), texts.map(plain.parse))


@st.composite
def places(draw: st.DrawFn) -> tuple[Document, int]:
    """A document and an offset in it."""
    document = draw(documents)
    return document, draw(st.integers(0, len(document.text)))
