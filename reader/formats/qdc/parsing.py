"""XML as it is read: a piece at a time, and nothing that would expand, load or nest without end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from reader.errors import FormatError
from reader.text.normal import clean

_HINT = "export it anew from the program that made it"


def parts(file: IO[bytes], name: str, root: str, *whole: str) -> Iterator[Any]:
    """Give the children of the root, and before each what is in it, one after the other.

    Those called as in `whole` come with all that is in them instead. First comes the root, of
    which nothing but its attributes is known. A part is gone when the next is asked for.
    `name` is what the file is called in errors, `root` the root's name, in any namespace.
    """
    # A document type could name other files, or entities that grow without end: none is read.
    # Without `huge_tree` the parser bounds depth and the length of texts by itself.
    reading = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _parts(reading, name, root, whole)
    except etree.XMLSyntaxError as error:
        said = " ".join(clean(error.msg or "it is no XML").split())[:120]
        raise FormatError(f"{name} cannot be read: {said}", _HINT) from error


def _parts(reading: Any, name: str, root: str, whole: tuple[str, ...]) -> Iterator[Any]:
    depth, keeps = 0, False
    for event, element in reading:
        if event == "start":
            if depth == 0:
                _check(element, name, root)
                yield element
            if depth == 1:
                keeps = local_name(element) in whole
            depth += 1
            continue
        depth -= 1
        if depth == 1 or (depth == 2 and not keeps):
            yield element
            _forget(element)


def _check(element: Any, name: str, root: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise FormatError(f"{name} has a document type, which no such file has", _HINT)
    if local_name(element) != root:
        said = clean(local_name(element))[:60]
        raise FormatError(f"{name} holds {said!r} where {root} should be", _HINT)


def _forget(element: Any) -> None:
    """Let go of what is in an element, and of those before it."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def local_name(element: Any) -> str:
    """Give an element's name without its namespace."""
    # Programs disagree about the namespace, and none has two things of one name.
    return str(element.tag).rpartition("}")[2]


def children(element: Any, name: str) -> list[Any]:
    """Give those children of an element that have this name."""
    return [one for one in element if isinstance(one.tag, str) and local_name(one) == name]
