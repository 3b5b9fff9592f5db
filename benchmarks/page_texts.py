"""Web pages made to measure on: what is main text in them is known, word by word."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from benchmarks import anchoring_texts

EACH = 4
"""Pages of each layout."""
_LINKS = (
    "News Sport Weather Culture Opinion Markets Travel Science Archive Contact Newsletter".split()
)
_SENTENCE = re.compile(r"(?<=[.。])\s*")


class Page(NamedTuple):
    """A page, and the text that is its article."""

    layout: str
    html: str
    main: str
    """Its title, its headings and its text."""


def pages() -> Iterator[Page]:
    """Give every layout some times, with other words each time."""
    english = anchoring_texts.reported()["Python's topics"]
    chinese = anchoring_texts.made("Chinese", 60_000, seed=31)
    for number in range(EACH):
        for name, layout in _LAYOUTS.items():
            chance = random.Random(f"{name} {number}")
            words = _Words(chinese if name == "Chinese" else english, chance)
            html, main = layout(words)
            yield Page(name, html, "\n".join(main))


class _Words:
    """Sentences of a text in their order, from a place that chance chooses."""

    def __init__(self, text: str, chance: random.Random) -> None:
        self.chance = chance
        whole = [" ".join(one.split()) for one in _SENTENCE.split(text) if 20 < len(one) < 300]
        start = chance.randrange(len(whole))
        self._sentences = iter([*whole[start:], *whole[:start]])
        self.number = chance.randrange(1000)

    def paragraph(self, least: int = 2, most: int = 5) -> str:
        return " ".join(islice(self._sentences, self.chance.randint(least, most)))

    def title(self) -> str:
        return next(self._sentences)[:60].strip()

    def links(self, count: int) -> str:
        names = self.chance.sample(_LINKS, count)
        return "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in names)


def _around(words: _Words, title: str, body: str, *, tag: str = "main") -> str:
    """Give a page with menus, a cookie line, other articles and a footer around its body."""
    others = "".join(
        f'<li><a href="/o/{index}">Another story of the week, number {index}</a></li>'
        for index in range(6)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The '
        f'Page</title><meta property="og:site_name" content="The Page"><meta name="author" '
        f'content="Ada Someone"><meta property="article:published_time" content="2022-05-0'
        f'{1 + words.number % 9}T08:00:00Z"><style>p {{ margin: 0 }}</style></head><body>'
        f'<div class="cookie-banner"><p>We use cookies to make this site better.</p><button>Accept'
        f"</button></div><header><nav><ul>{words.links(7)}</ul></nav></header><{tag}>{body}</{tag}>"
        f'<aside class="sidebar"><h3>Most read</h3><ul>{others}</ul></aside><footer><ul>'
        f"{words.links(4)}</ul><p>© The Page. All rights reserved.</p></footer>"
        f"<script>var tracked = 'nothing';</script></body></html>"
    )


def _article(words: _Words) -> tuple[str, list[str]]:
    title = words.title()
    main, parts = [title], [f"<h1>{escape(title)}</h1>", "<div class='share'>Share Tweet</div>"]
    for section in range(4):
        if section:
            head = words.title()
            main.append(head)
            parts.append(f"<h2>{escape(head)}</h2>")
        for _ in range(3):
            text = words.paragraph()
            main.append(text)
            parts.append(f"<p>{escape(text)}</p>")
    return "".join(parts), main


def _news(words: _Words) -> tuple[str, list[str]]:
    body, main = _article(words)
    quote = words.paragraph(1, 1)
    body += f"<blockquote><p>{escape(quote)}</p></blockquote><p class='tags'>Tags: <a>one</a></p>"
    return _around(words, main[0], f"<article>{body}</article>"), [*main, quote]


def _blog(words: _Words) -> tuple[str, list[str]]:
    body, main = _article(words)
    items = [words.paragraph(1, 1) for _ in range(4)]
    body += "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
    comments = "<p>Nice one, thanks for this.</p>" * 3
    page = f'<div class="post"><div class="entry-content">{body}</div></div>'
    page += f'<div id="comments"><h3>3 comments</h3>{comments}</div>'
    return _around(words, main[0], page, tag="div"), [*main, *items]


def _documentation(words: _Words) -> tuple[str, list[str]]:
    body, main = _article(words)
    for index in range(3):
        code = f"for item in range({index}):\n    print(item, 'ready')"
        text = words.paragraph(1, 2)
        body += f"<p>{escape(text)}</p><pre><code class='language-python'>{code}</code></pre>"
        main += [text, code]
    page = f'<div role="main" class="document"><div class="section">{body}</div></div>'
    return _around(words, main[0], page, tag="div"), main


def _forum(words: _Words) -> tuple[str, list[str]]:
    title = words.title()
    main = [title]
    posts = ""
    for index in range(6):
        text = words.paragraph(1, 4)
        main.append(text)
        posts += (
            f'<div class="message" id="post-{index}"><div class="user"><a href="/u{index}">member'
            f'{index}</a> Joined 2019</div><div class="message-body"><p>{escape(text)}</p></div>'
            f'<div class="actions"><a href="#">Reply</a> <a href="#">Quote</a></div></div>'
        )
    return _around(words, title, f"<h1>{escape(title)}</h1><div>{posts}</div>", tag="div"), main


def _tables(words: _Words) -> tuple[str, list[str]]:
    body, main = _article(words)
    rows = [[f"Region {row}", str(words.chance.randrange(9999)), f"{row},5 %"] for row in range(12)]
    header = ["Region", "Inhabitants", "Change"]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in header)
    body += f"<table><tr>{heads}</tr>{cells}</table>"
    main += [" ".join(row) for row in [header, *rows]]
    return _around(words, main[0], f"<article>{body}</article>"), main


_LAYOUTS: dict[str, Callable[[_Words], tuple[str, list[str]]]] = {
    "news": _news,
    "blog": _blog,
    "documentation": _documentation,
    "forum": _forum,
    "tables": _tables,
    "Chinese": _news,
}
