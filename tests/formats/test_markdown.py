"""Markdown for notebooks: read back by readers of YAML and Markdown that know nothing of ours."""

from __future__ import annotations

import io
import re
from itertools import groupby
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.errors import MisuseError
from reader.formats.export import Options
from reader.formats.losses import Losses
from reader.formats.markdown.blocks import BlockIds
from reader.formats.markdown.escaping import escaped
from reader.formats.markdown.notes import note_markdown
from reader.formats.markdown.tags import is_tag
from reader.formats.markdown.write import files, write
from reader.formats.record import Record
from tests.formats.given import Given

_FIRST = Record(
    id="6f9d02aa-7148-4b6c-9b1e-3c50c2a4d7f1",
    article="a1",
    title="Of [Ferries]",
    author="Kim Ó",
    source="The Quay",
    published="2020-06",
    accessed="2026-01-02T03:04:05.678Z",
    url="https://quay.example/a_b?c=(d)",
    heading="Method, p. 12",
    quote="The *core* was small.\n\n#one of\ntwo",
    prefix="before ",
    suffix=" after",
    tags=("actors/state", "two words", "1984"),
    note="see [[x]]",
    start=3,
    end=20,
    text_hash="f" * 64,
    status="anchored",
    annotator="ann",
    created="2026-01-02T03:04:05.678Z",
    updated="2026-01-02T03:04:05.678Z",
    page="12",
)
_MEMO = _FIRST._replace(
    id="0b3c", heading="", quote="", prefix="", suffix="", tags=(), note="All.", start=0, end=0
)
_OTHER = _FIRST._replace(id="9e", article="b2", title="of [ferries]", tags=(), note="")
_PAGE = """\
---
title: "Of [Ferries]"
author: "Kim Ó"
source: "The Quay"
published: "2020-06"
accessed: "2026-01-02T03:04:05.678Z"
url: "https://quay.example/a_b?c=(d)"
article: "a1"
text_hash:
  - "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
tags:
  - "actors/state"
other_tags:
  - "two words"
  - "1984"
---

# Of \\[Ferries\\]

Kim Ó, “Of \\[Ferries\\]”, The Quay, 2020-06, <https://quay.example/a_b?c=(d)>, accessed 2026-01-02

## Memos

All.

^0b3c

- Annotator: ann

## Highlights

> The \\*core\\* was small.
>
> \\#one of
> two

^6f9d02aa-714

- Place: Method, p. 12
- Tags: #actors/state
- Tag: two words
- Tag: 1984
- Annotator: ann

see \\[\\[x\\]\\]
"""


def written(*records: Record, template: str = "", losses: Losses | None = None) -> str:
    sink = io.StringIO(newline="")
    write(
        Given(records), sink, Options(template=template), losses if losses is not None else Losses()
    )
    return sink.getvalue()


def test_the_bytes_of_an_article() -> None:
    assert written(_MEMO, _FIRST) == _PAGE


def test_a_folder_has_a_file_for_each_article() -> None:
    found = list(files(Given([_MEMO, _FIRST, _OTHER]), Options(), Losses()))
    assert [(one.name, one.annotations) for one in found] == [
        ("Of (Ferries).md", 2),
        ("of (ferries) b2.md", 1),
    ]
    assert found[0].text == _PAGE


def test_in_one_file_each_of_several_articles_has_its_facts_below_its_title() -> None:
    text = written(_FIRST, _OTHER)
    assert text.startswith('# Of \\[Ferries\\]\n\n```yaml\ntitle: "Of [Ferries]"\n')
    assert '\n\n# of \\[ferries\\]\n\n```yaml\ntitle: "of [ferries]"\n' in text
    assert "---" not in text


def test_nothing_is_written_of_nothing() -> None:
    assert written() == ""


def test_a_text_that_is_not_the_usual_one_is_told() -> None:
    older = _FIRST._replace(id="77", text_hash="e" * 64, status="orphaned")
    text = written(_FIRST, _FIRST._replace(id="88"), older)
    assert text.count("- Text: eeeeeeeeeeee\n") == 1
    assert "- Text: f" not in text
    assert "- Status: orphaned\n" in text


@pytest.mark.parametrize(
    "tag",
    ["1984", "19/84", "a b", "a.b", "_a", "a_", "a/_b", "a-", "#a", "a/ b", "é\u0323\u0301", "😀"],
)
def test_what_is_no_tag_to_obsidian_is_written_as_text(tag: str) -> None:
    assert not is_tag(tag)


@pytest.mark.parametrize("tag", ["a", "y1984", "a_b/c-d", "三月", "été", "A/B/C"])
def test_what_is_a_tag_to_obsidian_is_one(tag: str) -> None:
    assert is_tag(tag)


def test_no_two_block_ids_of_a_file_are_the_same() -> None:
    ids = BlockIds()
    alike = [f"6f9d02aa-7148-4b6c-9b1e-{number:012}" for number in range(3)]
    assert [ids.of(one) for one in alike] == ["6f9d02aa-714", *alike[1:]]


# Read back

_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9).map(
    lambda text: " ".join(
        re.sub("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", "", text).split()
    )
)
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n#>-`[]\\\t "))
_TAG = st.sampled_from(
    ["actors/state", "two words", "1984", "三月", "a *b*", "_x_", "#y: z", "[[q]]"]
)
_RECORDS = st.lists(
    st.builds(
        _FIRST._replace,
        id=st.uuids(version=4).map(str),
        article=st.sampled_from(["a", "b"]),
        heading=_LINE,
        quote=_TEXT.filter(bool),
        note=_TEXT.filter(lambda note: note_markdown(note) == escaped(note)),
        tags=st.lists(_TAG, unique=True).map(tuple),
        annotator=_LINE,
        status=st.sampled_from(["anchored", "orphaned"]),
        end=st.sampled_from([0, 9]),
        title=_LINE,
        author=_LINE,
        source=_LINE,
        url=_LINE | st.just("https://a.example/b_c"),
    ).map(lambda one: one._replace(quote="", heading="") if one.is_memo else one),
    min_size=1,
    max_size=4,
).map(lambda found: sorted(found, key=lambda one: (one.article, one.end)))


@given(_RECORDS)
def test_all_that_is_held_comes_back(records: list[Record]) -> None:
    same = [[*found] for _, found in groupby(records, lambda one: one.article)]
    same = [[one._replace(title=all_[0].title) for one in all_] for all_ in same]
    for whole, file in zip(
        same, files(Given([one for all_ in same for one in all_]), Options(), Losses()), strict=True
    ):
        facts, found = read(file.text)
        for name in ("title", "author", "source", "published", "accessed", "url", "article"):
            assert facts.get(name, "") == getattr(whole[0], name)
        assert facts["text_hash"] == ["f" * 64]
        assert found == [held(record) for record in whole]


def held(record: Record) -> dict[str, Any]:
    return {
        "id": record.id[:12],
        "quote": record.quote,
        "note": record.note,
        "heading": record.heading,
        "annotator": record.annotator,
        "status": record.status,
        "tags": set(record.tags),
    }


def read(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Give the front matter and the annotations of a file."""
    _, front, body = text.split("---\n", 2)
    tokens = MarkdownIt("commonmark").parse(body)
    parts = [_part(part) for part in _blocks(tokens)]
    found: list[dict[str, Any]] = []
    section, pending, is_known = "", "", False
    for kind, content in parts:
        if kind == "heading":
            section, pending = content[0], ""
        elif kind == "paragraph" and (match := re.fullmatch(r"\^([a-f0-9-]{12})", content[0])):
            is_memo = section == "Memos"
            found.append(
                {"id": match[1], "quote": "", "note": "", "heading": "", "annotator": ""}
                | {"status": "anchored", "tags": set()}
                | {"note" if is_memo else "quote": pending}
            )
            pending, is_known = "", False
        elif kind == "list" and found and not is_known and not pending:
            _take(found[-1], content)
            is_known = True
        elif kind == "quote" or section == "Memos":
            pending += ("\n\n" if pending else "") + "\n\n".join(content)
            is_known = False
        elif section:
            found[-1]["note"] += ("\n\n" if found[-1]["note"] else "") + "\n\n".join(content)
    return yaml.safe_load(front), found


def _take(annotation: dict[str, Any], items: list[str]) -> None:
    for item in items:
        name, _, value = item.partition(": ")
        if name == "Tags":
            annotation["tags"] |= {one.removeprefix("#") for one in value.split(" ")}
        elif name == "Tag":
            annotation["tags"].add(value)
        else:
            annotation[{"Place": "heading"}.get(name, name.lower())] = value


def _blocks(tokens: list[Token]) -> list[list[Token]]:
    found: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            found.append([])
        found[-1].append(token)
    return found


def _part(tokens: list[Token]) -> tuple[str, list[str]]:
    kind = {"h1": "title", "h2": "heading", "p": "paragraph", "ul": "list", "blockquote": "quote"}
    return kind[tokens[0].tag], [_plain(token) for token in tokens if token.type == "inline"]


def _plain(token: Token) -> str:
    return "".join("\n" if one.type == "softbreak" else one.content for one in token.children or ())


# Templates


def test_a_template_makes_each_annotation() -> None:
    template = "> $quote\n> — $author, $$5, ${page}: [$title]($url) $tags\n\n$note $block\n"
    assert written(_FIRST, _MEMO, template=template) == (
        "> The \\*core\\* was small.\n> \n> \\#one of\n> two\n"
        "> — Kim Ó, $5, 12: [Of \\[Ferries\\]](https://quay.example/a_b?c=%28d%29)"
        " #actors/state two words 1984\n\nsee \\[\\[x\\]\\] ^6f9d02aa-714\n"
        "> \n> — Kim Ó, $5, 12: [Of \\[Ferries\\]](https://quay.example/a_b?c=%28d%29) \n\n"
        "All. ^0b3c\n"
    )


def test_what_stands_in_an_annotation_is_no_template() -> None:
    assert written(_FIRST._replace(note="${quote} $x"), template="$note") == (
        "\\$\\{quote\\} \\$x\n"
    )


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("$quote\n$qoute\n", "line 2 of the template: there is no $qoute; there are $id, $article"),
        ("costs 5 $", "line 1 of the template: a $ stands for nothing; write $$ for a $ itself"),
        ("\n\n${a b}", "line 3 of the template: a $ stands for nothing"),
    ],
)
def test_a_wrong_template_is_told_with_its_line(template: str, words: str) -> None:
    with pytest.raises(MisuseError) as caught:
        written(_FIRST, template=template)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_control_characters_of_notes_are_counted() -> None:
    losses = Losses()
    written(_FIRST._replace(note="a\x1b[2J"), losses=losses)
    assert list(losses.lines()) == ["the control characters of 1 note"]
