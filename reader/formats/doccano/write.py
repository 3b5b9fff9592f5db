"""Annotations as doccano's JSON Lines: each text with its labels.

A label has two positions in code points, the end exclusive, and a name, which is a tag's path.
What is known of the article stands beside; doccano keeps it as the text's metadata.
"""

from __future__ import annotations

from collections import Counter

from reader.formats.export import Export, Marked, Options, TextSink
from reader.formats.json_writing import encoded
from reader.formats.losses import Losses

UNTAGGED = "highlight"
"""The label of a passage that has no tag."""
ABOUT = ("title", "author", "source", "published", "accessed", "url")
"""What is told of an article, by its fields' names."""


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write a line for each text that has passages, and give how many passages there were."""
    count = 0
    for marked in export.texts():
        found = [one for one in marked.records if not one.is_memo]
        if found:
            labels = [[one.start, one.end, tag] for one in found for tag in one.tags or (UNTAGGED,)]
            line = {"text": marked.document.text, "label": labels, **_about(marked)}
            sink.write(f"{encoded(line, spaced=True)}\n")
            count += len(found)
            places = Counter((one.start, one.end) for one in found)
            losses.add("what parts it from another", "annotation", len(found) - len(places))
            called = sum(UNTAGGED in one.tags for one in found)
            losses.add(f"the tag “{UNTAGGED}”", "annotation", called)
    return count


def _about(marked: Marked) -> dict[str, str]:
    article = marked.article
    told = {name: str(getattr(article, name)) for name in ABOUT}
    told |= {"article": article.id, "text_hash": marked.text_hash}
    return {name: value for name, value in told.items() if value}
