"""An article as an item of CSL-JSON: only what is surely so is taken apart."""

from __future__ import annotations

import re
import unicodedata
from typing import TypedDict

from reader.annotation.model import Article
from reader.text import dates
from reader.text.addresses import is_web_address

_FULL_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset("the a an of on in and der die das ein eine le la les un une el los del".split())
_ID = 4
"""Characters of the article's id that end its key, at least."""
_LONGEST_PART = 24


class Name(TypedDict, total=False):
    """A person, or whoever it is, as one text."""

    family: str
    given: str
    literal: str


Date = TypedDict("Date", {"date-parts": list[list[int]], "literal": str}, total=False)
"""A date as far as it is told, or what is told instead of one."""

Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[Name],
        "container-title": str,
        "issued": Date,
        "accessed": Date,
        "URL": str,
        "language": str,
        "note": str,
        "locator": str,
        "annote": str,
        "keyword": str,
    },
    total=False,
)
"""The variables of CSL that we know; what is not known is not there."""


def item(article: Article, key: str = "") -> Item:
    """Give an article as an item; `key` is its id there, if not the usual one."""
    made: Item = {"id": key or citation_key(article), "type": _type(article)}
    if article.title:
        made["title"] = article.title
    if article.author:
        made["author"] = names(article.author)
    if article.source:
        made["container-title"] = article.source
    if article.published:
        made["issued"] = date(article.published)
    if article.accessed:
        made["accessed"] = date(article.accessed)
    if article.url:
        made["URL"] = article.url
    if article.language:
        made["language"] = article.language
    if article.text_hash:
        made["note"] = f"SHA-256 of the text: {article.text_hash}"
    return made


def names(author: str) -> list[Name]:
    """Give the authors; family and given name are parted only where all are told so.

    >>> names("Roe, Ann; Lee, Kim")
    [{'family': 'Roe', 'given': 'Ann'}, {'family': 'Lee', 'given': 'Kim'}]
    >>> names("Ann Roe, Kim Lee")
    [{'literal': 'Ann Roe, Kim Lee'}]
    """
    parts = [part.strip() for part in author.split(";") if part.strip()]
    pairs = [[half.strip() for half in part.split(",")] for part in parts]
    if len(parts) > 1 and all(len(pair) == 2 and all(pair) for pair in pairs):
        return [{"family": family, "given": given} for family, given in pairs]
    return [{"literal": part} for part in parts] or [{"literal": author}]


def date(told: str) -> Date:
    """Give a date as far as it is told.

    >>> date("2020-06"), date("2026-01-02T03:04:05Z"), date("last spring")
    ({'date-parts': [[2020, 6]]}, {'date-parts': [[2026, 1, 2]]}, {'literal': 'last spring'})
    """
    found = dates.iso(told)
    if not _FULL_DATE.fullmatch(found):
        return {"literal": told}
    return {"date-parts": [[int(part) for part in found.split("-")]]}


def citation_key(article: Article, length: int = _ID) -> str:
    """Give the key that an article is cited by: the same wherever and however often.

    It is made of author, year and title, and of the start of the article's id, so that it does
    not depend on what else there is.
    """
    family = names(article.author)[0] if article.author else {}
    author = family.get("family") or (family.get("literal", "").split() or [""])[-1]
    year = dates.iso(article.published)[:4]
    words = [word for word in map(_ascii, _WORD.findall(article.title)) if word]
    title = next((word for word in words if word not in _SMALL), "")
    parts = (_ascii(author)[:_LONGEST_PART], year, title[:_LONGEST_PART])
    id = article.id.replace("-", "")[:length]
    return f"{''.join(parts) or 'article'}-{id}"


def _type(article: Article) -> str:
    return "webpage" if is_web_address(article.url) else "document"


def _ascii(word: str) -> str:
    """Give the letters and digits of a word that every program takes for part of a key."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return _NOT_ASCII.sub("", folded)
