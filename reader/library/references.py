"""From what a user types to the thing that is meant: ids, paths and parts of titles."""

from __future__ import annotations

import os
from contextlib import suppress

from reader.annotation.model import Annotation, Article
from reader.errors import IngestError, MisuseError, NotFoundError
from reader.store import articles, passages
from reader.store.connection import Connection
from reader.store.store import Store
from reader.text.addresses import is_web

_MOST = 3
"""Candidates that an error names."""
_SURE = 4
"""Characters from which a unique prefix of an id is taken for one, whatever titles hold."""


def article(store: Store, ref: str) -> Article:
    """Give the article that `ref` means: an id or its start, a path, or part of a title."""
    if not ref.strip():
        raise MisuseError("an article needs a name", "give its id, path or part of its title")
    try:
        ref.encode()
    except UnicodeEncodeError as error:
        raise NotFoundError("no article has a name that is not valid UTF-8") from error
    found = store.read(articles.by_id, ref.lower()) or _by_path(store, ref)
    if found:
        return found
    starting = store.read(articles.by_prefix, ref.lower()) if _like_an_id(ref) else []
    if len(ref) >= _SURE and len(starting) == 1:
        return starting[0]
    wanted = ref.casefold()
    holding = store.read(_titled, wanted)
    exact = [key for key, title in holding if title == wanted]
    if len(exact) == 1:
        return _get(store, exact[0])
    keys = list(dict.fromkeys([*(one.id for one in starting), *(key for key, _ in holding)]))
    if len(keys) == 1:
        return _get(store, keys[0])
    if not keys:
        raise NotFoundError(f"no article is {_quoted(ref)}", "`reader list` shows them all")
    named = [_get(store, key) for key in keys[:_MOST]]
    raise NotFoundError(
        f"{_quoted(ref)} means {len(keys)} articles:"
        f" {_names([f'{one.id[:8]} {one.title}' for one in named], len(keys))}",
        "give an id or more of the title",
    )


def annotation(store: Store, ref: str) -> Annotation:
    """Give the annotation whose id is `ref` or starts with it, as no other does."""
    if not _like_an_id(ref):
        raise NotFoundError(f"no annotation is {_quoted(ref)}", "`reader annotations` shows ids")
    found = store.read(passages.by_prefix, ref.lower())
    exact = [one for one in found if one.id == ref.lower()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFoundError(f"no annotation is {_quoted(ref)}", "`reader annotations` shows ids")
    names = [f"{one.id[:13]} “{' '.join(one.quote.split())[:30]}”" for one in found[:_MOST]]
    raise NotFoundError(
        f"{_quoted(ref)} starts several ids: {_names(names, len(found))}", "give more of it"
    )


def _titled(connection: Connection, wanted: str) -> list[tuple[str, str]]:
    """Give id and folded title of the articles that have these words, folded, in their titles."""
    folded = ((key, title.casefold()) for key, title in articles.titles(connection))
    return [(key, title) for key, title in folded if wanted in title]


def _by_path(store: Store, ref: str) -> Article | None:
    if is_web(ref):
        return _by_address(store, ref)
    given = os.path.expanduser(ref)  # noqa: PTH111  # a Path would drop a trailing "/."
    for path in (os.path.realpath(given), os.path.abspath(given)):  # noqa: PTH100  # a Path keeps `..`
        found = store.read(articles.by_path, path)
        if found:
            return found
    return None


def _by_address(store: Store, ref: str) -> Article | None:
    """Give the article of a page, however its address is written."""
    # Imported here: most articles are files.
    from reader.ingest.fetching.addresses import parsed

    with suppress(IngestError):
        return store.read(articles.by_path, parsed(ref).url)
    return None


def _get(store: Store, key: str) -> Article:
    found = store.read(articles.by_id, key)
    if found is None:
        raise NotFoundError("the article is no longer in the library", "look again")
    return found


def _like_an_id(ref: str) -> bool:
    return bool(ref) and set(ref.lower()) <= set("0123456789abcdef-")


def _quoted(ref: str) -> str:
    return f"“{ref if len(ref) <= 80 else ref[:80] + '…'}”"


def _names(names: list[str], total: int) -> str:
    return ", ".join(names) + (", …" if total > len(names) else "")
