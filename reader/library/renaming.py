"""Which articles' files were renamed onto one another, told by their content alone.

Where a new file has the content of an article whose own file is gone, that is plain. Where files
were exchanged, or numbered anew, each path is there as before, and each has another's content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from reader.ingest.taking import Taken
from reader.ingest.walking import Found
from reader.library import going
from reader.store import files
from reader.store.articles import KnownArticle
from reader.store.connection import Connection
from reader.store.files import KnownFile
from reader.store.store import Store


def looked_for(
    store: Store,
    known: Mapping[str, KnownFile],
    others: Sequence[Found],
    digest: Callable[[Path], str],
    stopped: Callable[[], bool],
) -> dict[str, KnownArticle]:
    """Give the article that stood elsewhere before, for each changed file that has such a one.

    `known` has by path what is known of `others`, the files that are looked into. Only those are
    read for their digest that have the size of some that is known.
    """
    # Some are looked into that have not changed: they are to be read in another way.
    others = [one for one in others if not _is_as_it_was(one, known.get(one.path))]
    if not any(one.path in known for one in others):
        return {}
    with store.snapshot() as connection:
        sizes = files.sizes(connection, {one.size for one in others})
    contents: dict[str, str] = {}
    for one in sorted(others):
        if stopped():
            return {}
        contents[one.path] = digest(Path(one.path)) if one.size in sizes else ""
    with store.snapshot() as connection:
        found = files.with_content(connection, set(contents.values()))
        alike = {one.path: one.known for one in found}
    own = {path: one.known for path, one in known.items() if path in contents}
    return renamed(alike | own, contents, going.is_missing)


def _is_as_it_was(found: Found, known: KnownFile | None) -> bool:
    """Whether a file has the size and the time that it had when it was read."""
    return known is not None and (known.size, known.mtime_ns) == (found.size, found.mtime_ns)


def missing(connection: Connection, new: Iterable[Taken]) -> dict[str, list[KnownArticle]]:
    """Give articles whose files are missing and had what is in new ones, by digest and by hash.

    All articles are gone through once.
    """
    contents = {content for taken in new for content in (taken.digest, taken.text_hash)}
    found: dict[str, list[KnownArticle]] = {}
    if contents:
        for file in files.with_content(connection, contents):
            if going.is_missing(file.path):
                for content in {file.digest, file.text_hash} & contents:
                    found.setdefault(content, []).append(file.known)
    return found


def renamed(
    known: Mapping[str, KnownArticle], contents: Mapping[str, str], is_gone: Callable[[str], bool]
) -> dict[str, KnownArticle]:
    """Give the article that stood elsewhere before, for each path that has such a one now.

    `known` is what the library knows by path, `contents` the digests of the files that are new or
    changed, empty for one that nothing else can have been. An article that has to make room is
    found elsewhere too, or its file is simply changed.

    >>> from reader.store.articles import Stamp
    >>> one, two = (KnownArticle(n, n, "", Stamp(1, 1, n.upper()), 2) for n in "ab")
    >>> found = renamed({"a": one, "b": two}, {"a": "B", "b": "A"}, lambda path: False)
    >>> {path: article.id for path, article in found.items()}
    {'a': 'b', 'b': 'a'}
    """
    homeless: dict[str, list[KnownArticle]] = {}
    for path, one in known.items():
        if contents.get(path, one.stamp.digest) != one.stamp.digest or is_gone(path):
            homeless.setdefault(one.stamp.digest, []).append(one)
    found: dict[str, KnownArticle] = {}
    for path, content in contents.items():
        own = known.get(path)
        if content and homeless.get(content) and not (own and own.stamp.digest == content):
            found[path] = homeless[content].pop(0)
    while crowded := _crowded(known, found):
        del found[crowded]
    return found


def _crowded(known: Mapping[str, KnownArticle], found: Mapping[str, KnownArticle]) -> str:
    """Give a path whose article would have to make room without a place to go, or nothing."""
    housed = {one.id for one in found.values()}
    return next((path for path in found if path in known and known[path].id not in housed), "")
