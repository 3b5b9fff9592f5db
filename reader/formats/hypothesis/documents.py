"""What Hypothes.is tells of the document that an annotation stands in, and what moderators say."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from reader.formats.given import GivenText
from reader.formats.json_members import has_others, one_text
from reader.formats.json_values import listed, table, text
from reader.formats.losses import Losses
from reader.text.addresses import is_web

_FILE = "file://"
_KNOWN_OF_DOCUMENTS = frozenset(("title", "link"))
_KNOWN_OF_LINKS = frozenset(("href", "rel", "type"))
_USUAL = ("", "APPROVED")
"""What is said of an annotation that everyone may see."""


def document_of(row: dict[str, object], uri: str, losses: Losses) -> GivenText:
    """Give what is told of a document that is known by its URI.

    A PDF has a URI that is no address; where it was loaded from is told beside it.
    """
    document = table(row.get("document"))
    title = one_text(document, "title", losses)
    links = [table(one) for one in listed(document.get("link"))]
    hrefs = dict.fromkeys(text(one.get("href")) for one in links)
    url = uri if is_web(uri) else next(filter(is_web, hrefs), "")
    further = [one for one in hrefs if one not in ("", uri, url)]
    losses.add("a further address of its document", "annotation", bool(further))
    is_more = has_others(document, _KNOWN_OF_DOCUMENTS)
    is_more = is_more or any(has_others(one, _KNOWN_OF_LINKS) for one in links)
    losses.add("what else is said of its document", "annotation", is_more)
    return GivenText(
        title=title or uri,
        url=url,
        path=unquote(uri[len(_FILE) :]) if uri.startswith(_FILE) else "",
        key=uri,
    )


def is_moderated(row: Mapping[str, object]) -> bool:
    """Whether anyone has flagged or hidden an annotation, or judged it."""
    if row.get("hidden") or row.get("flagged"):
        return True
    status = row.get("moderation_status")
    return status not in (None, *_USUAL) or any(table(row.get("moderation")).values())
