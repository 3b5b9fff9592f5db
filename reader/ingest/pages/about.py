"""What a page says of itself: trafilatura's findings, and its own words where those are missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from reader.text.normal import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KEPT = re.compile(
    r"(dc|dcterms|article|citation|parsely|sailthru|prism|eprints|bepress)[.:_-]"
    r"|og:(title|site_name|locale|type|url|description)$"
    r"|(author|byl|date|pubdate|lastmod|modified|description|keywords|publisher|copyright|language"
    r"|news_keywords|generator|subject|source)",
    re.IGNORECASE,
)
_MOST = 80
_LONGEST = 2_000
_FIELDS = (
    "title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags",
    "license", "pagetype",
)  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_CONTROLS = re.compile("[\u2400-\u2421\ufffd]")
"""What controls were made to be seen as."""
_NOBODY = frozenset("admin administrator editor root user webmaster author staff guest".split())


class AboutPage(NamedTuple):
    """What is known of a page, as text of one line each."""

    title: str = ""
    author: str = ""
    site: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    metadata: Mapping[str, object] = {}
    """All of it, as JSON values, with what the page's own `meta` elements say."""


def about(tree: HtmlElement, document: Any, address: str) -> AboutPage:
    """Give what is known of a page; `document` is trafilatura's, if it found anything."""
    said = metas(tree)
    values: dict[str, object] = {}
    for name in _FIELDS:
        if value := _plain(getattr(document, name, None)):
            values[name] = value
    if said:
        values["meta"] = said
    language = _language(tree, said)
    if language:
        values["language"] = language
    url = _field(values, "url") or _canonical(tree) or address
    return AboutPage(
        title=_field(values, "title") or _first(said, "og:title", "dc.title") or _title(tree),
        author=_author(said) if _is_torn(said) else _field(values, "author") or _author(said),
        site=_field(values, "sitename") or _first(said, "og:site_name") or _host(url),
        date=_field(values, "date"),
        language=language,
        url=url,
        metadata=values,
    )


def metas(tree: HtmlElement) -> dict[str, object]:
    """Give what `meta` elements say that may tell of an article; a list where one name has many."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _line(element.get("content", ""))[:_LONGEST]
        name = _line(name)[:100].lower()
        if not content or not _KEPT.match(name):
            continue
        if len(found) >= _MOST and name not in found:
            break
        values = found.setdefault(name, [])
        if content not in values and len(values) < _MOST:
            values.append(content)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def base_of(tree: HtmlElement, url: str) -> str:
    """Give the address that a page's links are relative to; "" where none is known."""
    for element in tree.iter("base"):
        base = _line(element.get("href", ""))
        if base.startswith(("http://", "https://")):
            return base
    return url if url.startswith(("http://", "https://")) else ""


def _canonical(tree: HtmlElement) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            href = _line(element.get("href", ""))
            if href.startswith(("http://", "https://")):
                return href
    return ""


def _language(tree: HtmlElement, said: Mapping[str, object]) -> str:
    """Give the language as the page names it: `de`, `pt-BR`."""
    root = next(tree.iter("html"), tree)
    named = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        root.get("xml:lang") or "",
        _first(said, "og:locale", "language", "dc.language"),
    )
    for one in named:
        if found := _LANGUAGE.fullmatch(one.strip()):
            return found[0].replace("_", "-")
    return ""


def _author(said: Mapping[str, object]) -> str:
    """Give the author that the page names where trafilatura takes the name for none.

    It wants a space in a name, which many names do not have.
    """
    for name in ("author", "article:author", "dc.creator", "citation_author", "byl"):
        value = said.get(name, "")
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        real = [
            one
            for one in map(str, names)
            if one.casefold() not in _NOBODY and "://" not in one and len(one) < 200
        ]
        if real:
            return "; ".join(real)
    return ""


def _is_torn(said: Mapping[str, object]) -> bool:
    """Whether the author's name holds what was a control: trafilatura cuts such a name there."""
    return _CONTROLS.search(_author(said)) is not None


def _title(tree: HtmlElement) -> str:
    for element in tree.iter("title"):
        if title := _line("".join(element.itertext())):
            return title
    return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _first(values: Mapping[str, object], *names: str) -> str:
    for name in names:
        value = values.get(name)
        if isinstance(value, list):
            value = value[0]
        if value:
            return str(value)
    return ""


def _field(values: Mapping[str, object], name: str) -> str:
    return _line(str(values.get(name, "")))


def _plain(value: object) -> object:
    """Give a value of trafilatura's as JSON knows it."""
    if isinstance(value, (list, tuple)):
        return [_line(str(one))[:_LONGEST] for one in value[:_MOST]]
    return _line(str(value)) if value else ""


def _line(text: str) -> str:
    return " ".join(normalise(text).split())
