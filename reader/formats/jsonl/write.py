"""A library to JSON Lines: one object a line, each with a `line` that says what it is.

- `library`, the first line: `format` is `article-reader`, `version` that of this layout, `at` the
  moment that all of it is of.
- `tag`: `path`, `color`, `description`, `slot` (its key, 0 for none).
- `article`: `id`, `path`, `title`, `text_hash` of the text that it shows, and all else that
  `reader show --json` has of it.
- `text`: `article`, `text_hash`, `is_shown`, `text` exactly, the version `rules` of what made it,
  and its `blocks` as `reader.text.stored` packs them, in base64.
- `annotation`: what a row of CSV has, under the same names; `tags` is a list, numbers are numbers,
  and `page` is where its article has pages.

Tags come first. Behind an article stand its texts, the one that it shows first, and behind each
text the annotations that stand on it. Texts that nothing stands on and no article shows are not
written.
"""

from __future__ import annotations

from base64 import b64encode
from itertools import groupby

from reader.formats.export import Export, Marked, Options, TextSink
from reader.formats.json_writing import encoded
from reader.formats.losses import Losses
from reader.text.stored import pack

FORMAT, VERSION = "article-reader", 1


def write(export: Export, sink: TextSink, options: Options, losses: Losses) -> int:
    """Write everything to `sink`, and give how many annotations there were."""
    del options, losses
    sink.write(_line("library", {"format": FORMAT, "version": VERSION, "at": export.at}))
    for use in export.tags():
        tag = use.tag
        about = {"path": tag.path, "color": tag.color, "description": tag.description}
        sink.write(_line("tag", about | {"slot": tag.slot}))
    count = 0
    for _, texts in groupby(export.texts(every=True), lambda marked: marked.article.id):
        for number, marked in enumerate(sorted(texts, key=lambda marked: not marked.is_shown)):
            if not number:
                sink.write(_line("article", marked.article._asdict()))
            count += _write_text(marked, sink)
    return count


def _write_text(marked: Marked, sink: TextSink) -> int:
    """Write a text and the annotations that stand on it, and give how many those are."""
    document = marked.document
    sink.write(
        _line(
            "text",
            {
                "article": marked.article.id,
                "text_hash": marked.text_hash,
                "is_shown": marked.is_shown,
                "rules": document.rules,
                "blocks": b64encode(pack(document)).decode("ascii"),
                "text": document.text,
            },
        )
    )
    for record in marked.records:
        sink.write(_line("annotation", record._asdict()))
    return len(marked.records)


def _line(kind: str, about: dict[str, object]) -> str:
    return encoded({"line": kind} | about) + "\n"
