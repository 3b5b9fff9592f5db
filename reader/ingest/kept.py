"""What was asked of a taking in, kept with the article, so that its file is read so again."""

from __future__ import annotations

from collections.abc import Mapping

from reader.ingest.understood import Asked, Understood

MARK = "taken_with"
"""The name under which it stands among an article's metadata."""


def metadata(understood: Understood, asked: Asked, *, is_page: bool) -> Mapping[str, object]:
    """Give what a file says of itself, and with it what was asked that holds from now on.

    An encoding does so only where the file was read in it, and surely.
    """
    own = {name: value for name, value in understood.metadata.items() if name != MARK}
    mark: dict[str, object] = {}
    if (asked.encoding or asked.forced) and understood.encoding and not understood.is_guess:
        mark["encoding"] = understood.encoding
    if asked.is_full and is_page:
        mark["full"] = True
    return own | {MARK: mark} if mark else own


def again(asked: Asked, known: Mapping[str, object]) -> Asked:
    """Give what is asked of a file whose article has the metadata `known`.

    >>> again(Asked(), {"taken_with": {"encoding": "cp866", "full": True}})[2:]
    (True, '', '', 'cp866')
    """
    mark = known.get(MARK)
    if not isinstance(mark, dict):
        return asked
    encoding = mark.get("encoding")
    return asked._replace(
        is_full=mark.get("full") is True if asked.is_full is None else asked.is_full,
        forced=encoding if isinstance(encoding, str) else "",
    )
