"""Which articles' files were renamed onto one another, told by their content alone.

Where a new file has the content of an article whose own file is gone, that is plain. Where files
were exchanged, or numbered anew, each path is there as before, and each has another's content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reader.ingest.taking import Taken
from reader.library import going
from reader.store import files
from reader.store.articles import Known
from reader.store.connection import Connection


def missing(connection: Connection, new: Iterable[Taken]) -> dict[str, list[Known]]:
    """Give articles whose files are missing and had what is in new ones, by digest and by hash.

    All articles are gone through once.
    """
    contents = {content for taken in new for content in (taken.digest, taken.text_hash)}
    found: dict[str, list[Known]] = {}
    if contents:
        for file in files.with_content(connection, contents):
            if going.is_missing(file.path):
                for content in {file.digest, file.text_hash} & contents:
                    found.setdefault(content, []).append(file.known)
    return found


def renamed(
    known: Mapping[str, Known], contents: Mapping[str, str], is_gone: Callable[[str], bool]
) -> dict[str, Known]:
    """Give the article that stood elsewhere before, for each path that has such a one now.

    `known` is what the library knows by path, `contents` the digests of the files that are new or
    changed, empty for one that nothing else can have been. An article that has to make room is
    found elsewhere too, or its file is simply changed.

    >>> from reader.store.articles import Stamp
    >>> one, two = (Known(n, n, "", Stamp(1, 1, n.upper()), 2) for n in "ab")
    >>> found = renamed({"a": one, "b": two}, {"a": "B", "b": "A"}, lambda path: False)
    >>> {path: article.id for path, article in found.items()}
    {'a': 'b', 'b': 'a'}
    """
    homeless: dict[str, list[Known]] = {}
    for path, one in known.items():
        if contents.get(path, one.stamp.digest) != one.stamp.digest or is_gone(path):
            homeless.setdefault(one.stamp.digest, []).append(one)
    found: dict[str, Known] = {}
    for path, content in contents.items():
        own = known.get(path)
        if content and homeless.get(content) and not (own and own.stamp.digest == content):
            found[path] = homeless[content].pop(0)
    while crowded := _crowded(known, found):
        del found[crowded]
    return found


def _crowded(known: Mapping[str, Known], found: Mapping[str, Known]) -> str:
    """Give a path whose article would have to make room without a place to go, or nothing."""
    housed = {one.id for one in found.values()}
    return next((path for path in found if path in known and known[path].id not in housed), "")
