"""A page's frame: its policy, its style and script, and what stands around the articles.

The policy lets nothing in and nothing out: no request, no form, no frame, no script or style but
the two that are known by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reader.counting import plural
from reader.formats.html import escaping
from reader.formats.html.tagbook import TagBook


class Content(NamedTuple):
    """An article as the contents name it."""

    article: str
    """Its id."""
    title: str
    passages: int


@cache
def part(name: str) -> str:
    """Give the style or the script, which stand beside this module."""
    return files(__package__).joinpath(name).read_text("utf-8")


def policy() -> str:
    """Give the policy of a page, with the hashes of exactly what stands in it."""
    return (
        f"default-src 'none'; style-src '{_hashed(part('style.css'))}'; "
        f"script-src '{_hashed(part('script.js'))}'; base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def top(contents: list[Content], book: TagBook, at: str) -> Iterator[str]:
    """Give all that stands before the articles."""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Annotated articles, {escaping.text(at[:10])}</title>\n"
        f"<style>{part('style.css')}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#articles">To the articles</a>\n'
    )
    passages = plural(sum(one.passages for one in contents), "passage")
    yield (
        f'<header class="side">\n<h1>Annotated articles</h1>\n<p class="summary">{passages} in '
        f'{plural(len(contents), "article")}, as of <time datetime="{escaping.attribute(at)}">'
        f"{escaping.text(at[:10])}</time></p>\n"
        '<p class="ways"><a href="#passages">All passages</a> <a href="#tags">All tags</a></p>\n'
    )
    yield from _filter(book)
    yield from _contents(contents)
    yield '</header>\n<main>\n<section id="articles" aria-label="Articles">\n'


def _filter(book: TagBook) -> Iterator[str]:
    yield (
        '<div class="filter" id="filter" role="group" aria-labelledby="filter-title" hidden>\n'
        '<h2 id="filter-title">Filter by tag</h2>\n<div class="buttons">\n'
    )
    yield from book.buttons()
    yield (
        '</div>\n<p class="how"><label><input type="checkbox" id="all"> with all of them</label> '
        '<button type="button" id="clear" disabled>Clear</button></p>\n</div>\n'
        '<p class="found" id="found" role="status"></p>\n'
    )


def _contents(contents: Iterable[Content]) -> Iterator[str]:
    yield '<nav aria-labelledby="contents-title">\n<h2 id="contents-title">Articles</h2>\n<ol>\n'
    for one in contents:
        link = escaping.attribute("#a-" + escaping.fragment(one.article))
        yield (
            f'<li data-a="{escaping.attribute(one.article)}"><a href="{link}" dir="auto">'
            f'{escaping.text(one.title)}</a> <span class="count">{one.passages}</span></li>\n'
        )
    yield "</ol>\n</nav>\n"


def between() -> str:
    """Give what stands between the articles and the table of passages."""
    return '</section>\n<section id="passages" class="all">\n<h2>All passages</h2>\n'


def bottom(book: TagBook) -> Iterator[str]:
    """Give all that stands behind the table of passages."""
    yield (
        '</section>\n<section id="tags" class="all">\n<h2>All tags</h2>\n<table class="legend">'
        '<thead><tr><th scope="col">Tag</th><th scope="col">Meaning</th>'
        '<th scope="col" class="right">Passages</th></tr></thead>\n<tbody>\n'
    )
    yield from book.legend()
    yield (
        "</tbody></table>\n</section>\n</main>\n"
        f"<script>{part('script.js')}</script>\n</body>\n</html>\n"
    )
