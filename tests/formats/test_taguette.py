"""Taguette's database: HTML whose text's bytes its highlights count."""

from __future__ import annotations

import json
from contextlib import suppress
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenTag
from reader.formats.losses import Losses
from reader.formats.taguette.markup import text_of
from tests.formats import databases

SCHEMA = """
CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT,
  created DATETIME);
CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT,
  filename VARCHAR(200), created DATETIME, project_id INTEGER, text_direction VARCHAR(13),
  contents TEXT);
CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER,
  end_offset INTEGER, snippet TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR(200),
  description TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
CREATE TABLE commands (id INTEGER PRIMARY KEY, date DATETIME, user_login VARCHAR(30),
  project_id INTEGER, document_id INTEGER, payload TEXT);
"""
AT = "2024-05-06 07:08:09.123456"


def of(
    path: Path,
    contents: object,
    *marks: tuple[object, object, object],
    **tables: list[tuple[object, ...]],
) -> list[GivenPassage]:
    """Give the passages of one document with these marks: start, end and snippet."""
    rows: dict[str, list[tuple[object, ...]]] = {
        "projects": [(1, "Coast", "", AT)],
        "documents": [(1, "Notes", "", "n.txt", AT, 1, "LEFT_TO_RIGHT", contents)],
        "highlights": [(number, 1, *mark) for number, mark in enumerate(marks, 1)],
        **tables,
    }
    made = databases.made(path / "t.sqlite3", SCHEMA, rows)
    return [*databases.texts(databases.read("taguette", made))[0].passages]


@pytest.mark.parametrize(
    ("contents", "marked"),
    [
        ("<p>one two three</p>", "two"),
        ("<p>Äpfel und Öl für alle</p>", "Öl für"),
        ("<p>船在海上 and 船</p>", "海上 and"),
        ("<p>a 😀 b 👩‍🚀 c</p>", "👩‍🚀"),
        ("<p>salt &amp; water&nbsp;&lt;sea&gt; x</p>", "& water\xa0<sea>"),
        ("<p>one</p>\r\n<p>two <b>th</b>ree</p>\r\n", "\ntwo three"),
        ("<ul>\n<li>one</li>\n<li>two<br>three</li></ul>", "one\ntwothree"),
        ("<table><tbody><tr>\n<td>a</td><td>é</td></tr></tbody></table>", "aé"),
        ("<p>x<img src='/static/missing.png'>y</p>", "xy"),
        ("<pre>\nkept  as\n it is</pre>", "  as\n it"),
    ],
)
def test_bytes_of_the_text_without_tags_are_places_in_it(
    tmp_path: Path, contents: str, marked: str
) -> None:
    text = text_of(contents)
    start = text.index(marked)
    before, within = (len(part.encode()) for part in (text[:start], marked))
    (found,) = of(tmp_path, contents, (before, before + within, f"<p>{escape(marked)}</p>"))
    assert (found.start, found.end) == (start, start + len(marked))
    assert found.quote == marked == text[found.start : found.end]


def test_the_text_is_what_a_browser_has_with_tags_skipped() -> None:
    assert text_of("<p>a</p>\n <p>b<!-- no --><b>c</b></p>") == "a\n bc"
    assert text_of("1 < 2 &lt; 3 &ampx; &#x80; &#55555555555; &notit;") == "1 < 2 < 3 &x; € � ¬it;"
    assert text_of("<a title='>'>x</a><a title=\">\">y</a>") == "xy"
    assert text_of("<pre>\n\nx</pre><pre>y\n</pre>") == "\nxy\n"
    assert text_of("<p>a<table>out<tr><td>in</table>b") == "aoutinb"
    assert text_of("a<style>b > c</style>d") == "ab > cd"


_MARKUP = st.recursive(
    st.sampled_from(["sea", "ö ", "海", "😀", " \n", "&amp;", "&#65;", "&nbsp;", "<br>", "\r\n"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "em", "sub", "q", "u"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)
_BLOCKS = st.lists(
    st.builds(
        str.format,
        st.sampled_from(
            [
                "<p>{}</p>",
                "{}",
                "<h2>{}</h2>\n",
                "<ul>\n<li>{}</li>\n</ul>",
                "<blockquote><p>{}</blockquote>",
                "<pre>\n{}</pre>",
                "<table><tr>\n<td>{}</td></tr></table>",
                "<table><caption>{}</caption><thead><tr><th>x</th></tr></thead></table>",
                "<dl><dt>{}<dd>x</dl>",
            ]
        ),
        _MARKUP,
    ),
    max_size=5,
).map("".join)


@settings(deadline=None)
@given(_BLOCKS)
def test_an_html_parser_reads_the_same_text(markup: str) -> None:
    html5lib = pytest.importorskip(
        "html5lib", reason="html5lib reads HTML independently; make setup installs it"
    )
    tree = html5lib.parseFragment(f"<div>{markup}", container="div")
    assert text_of(f"<div>{markup}") == "".join(tree.itertext())


def test_tags_people_and_times_come_with_a_highlight(tmp_path: Path) -> None:
    added = {"type": "highlight_add", "highlight_id": 1, "start_offset": 0, "tags": [1]}
    made = databases.made(
        tmp_path / "t.sqlite3",
        SCHEMA,
        {
            "projects": [(1, "Coast", "", AT), (2, "Moor", "", AT)],
            "documents": [
                (1, "Notes", "Kept on board.", "n.docx", AT, 1, "LEFT_TO_RIGHT", "<p>salt sea"),
                (2, "Other", "", "o.txt", AT, 2, "LEFT_TO_RIGHT", "<p>peat"),
            ],
            "highlights": [(1, 1, 0, 4, "<p>salt</p>"), (2, 2, 0, 4, "peat")],
            "tags": [(1, 1, "actors.state", "Who acts"), (2, 1, "sea", ""), (3, 2, "sea", "Water")],
            "highlight_tags": [(1, 1), (1, 2), (2, 3), (2, 9)],
            "commands": [
                (1, AT, "ada", 1, 1, json.dumps(added)),
                (2, "2024-05-07 00:00:00", "bo", 1, 1, json.dumps(added)),
                (5, AT, "bo", 1, 1, json.dumps({"type": "document_add"})),
                (3, AT, "bo", 1, 1, 'not JSON "highlight_add"'),
                (4, AT, "bo", 1, 1, "[" * 50_000 + '"highlight_add"'),
            ],
        },
    )
    losses = Losses()
    found = databases.read("taguette", made, losses)
    assert databases.tags(found) == [
        GivenTag("actors.state", description="Who acts"),
        GivenTag("sea", description="Water"),
    ]
    notes, other = databases.texts(found)
    assert notes.title == "Notes"
    assert notes.metadata == {"project": "Coast", "filename": "n.docx"}
    assert other.metadata["project"] == "Moor"
    memo, salt = notes.passages
    assert memo == GivenPassage(
        note="Kept on board.",
        annotator="bo",
        created="2024-05-06T07:08:09.123456+00:00",
        key="description",
    )
    assert salt == GivenPassage(
        quote="salt",
        start=0,
        end=4,
        tags=("actors.state", "sea"),
        annotator="ada",
        created="2024-05-06T07:08:09.123456+00:00",
        updated="2024-05-07T00:00:00+00:00",
        key="1",
    )
    assert [one.tags for one in other.passages] == [("sea",)]
    assert [*losses.lines()] == ["a tag that is not there of 1 highlight"]


def test_a_snippet_that_stands_elsewhere_is_the_quote(tmp_path: Path) -> None:
    (found,) = of(tmp_path, "<p>one two</p>", (0, 3, "<p>two</p>"))
    assert (found.quote, found.start, found.end) == ("two", 0, 3)


@pytest.mark.parametrize("place", [(1, 2), (-4, 3), (9, 5), (0, 10**15), ("x", None), (0, 99)])
def test_a_place_that_is_none_leaves_the_snippet(
    tmp_path: Path, place: tuple[object, object]
) -> None:
    (found,) = of(tmp_path, "<p>😀 sea</p>", (*place, "<b>sea</b>"))
    assert (found.quote, found.start, found.end) == ("sea", -1, -1)


def test_a_highlight_without_words_and_place_is_lost_and_no_memo(tmp_path: Path) -> None:
    path = databases.made(
        tmp_path / "t.sqlite3",
        SCHEMA.replace(" NOT NULL", ""),
        {
            "projects": [(1, "Coast", "", AT)],
            "documents": [(1, "Notes", "", "n.docx", AT, 1, "LEFT_TO_RIGHT", "<p>salt sea</p>")],
            "highlights": [
                (1, 1, None, None, None),
                (2, 1, 5, 8, None),
                (3, 1, 5, 99, " "),
                (4, 1, 0, 0, "<p></p>"),
            ],
            "tags": [(1, 1, "sea", "")],
            "highlight_tags": [(number, 1) for number in (1, 2, 3, 4)],
        },
    )
    losses = Losses()
    [found] = databases.texts(databases.read("taguette", path, losses))
    assert [(one.start, one.end, one.key) for one in found.passages] == [(5, 8, "2")]
    assert [*losses.lines()] == ["all of 3 highlights without words"]


def test_what_has_no_place_here_is_counted(tmp_path: Path) -> None:
    path = databases.made(
        tmp_path / "t.sqlite3",
        SCHEMA,
        {
            "projects": [(1, "Coast", "About the coast.", AT)],
            "documents": [
                (1, "Notes", "", "n.docx", AT, 1, "LEFT_TO_RIGHT", "<p>salt sea</p>"),
                (2, " ", "", "", AT, 1, "LEFT_TO_RIGHT", "<p></p>"),
            ],
            "highlights": [(1, 1, 90, 94, "salt")],
        },
    )
    losses = Losses()
    found = databases.texts(databases.read("taguette", path, losses))
    assert [one.title for one in found] == ["Notes", "document 2"]
    assert [*losses.lines()] == [
        "the description of 1 project",
        "the place of 1 highlight elsewhere than in its text",
    ]


def test_a_text_that_is_kept_as_bytes_is_read(tmp_path: Path) -> None:
    def row(key: int, contents: bytes) -> tuple[object, ...]:
        return (key, f"Notes {key}", "", "", AT, 1, "LEFT_TO_RIGHT", contents)

    path = databases.made(
        tmp_path / "t.sqlite3",
        SCHEMA,
        {
            "projects": [(1, "Coast", "", AT)],
            "documents": [row(1, "<p>Öl und sea</p>".encode()), row(2, b"<p>\xff</p>")],
            "highlights": [(1, 1, 8, 11, b"sea"), (2, 1, 0, 2, "Öl")],
        },
    )
    losses = Losses()
    whole, broken = databases.texts(databases.read("taguette", path, losses))
    assert (whole.text, broken.text) == ("Öl und sea", "")
    assert [(one.quote, one.start) for one in whole.passages] == [("Öl", 0), ("sea", 7)]
    assert [*losses.lines()] == ["the text of 1 document that is no UTF-8"]


def test_no_name_of_a_tag_has_levels(tmp_path: Path) -> None:
    path = databases.made(
        tmp_path / "t.sqlite3",
        SCHEMA,
        {
            "projects": [(1, "Coast", "", AT)],
            "documents": [(1, "Notes", "", "", AT, 1, "LEFT_TO_RIGHT", "<p>salt sea</p>")],
            "highlights": [(1, 1, 0, 4, "salt")],
            "tags": [(1, 1, "pro/contra", "Which?")],
            "highlight_tags": [(1, 1)],
        },
    )
    losses = Losses()
    found = databases.read("taguette", path, losses)
    assert databases.tags(found) == [GivenTag("pro-contra", description="Which?")]
    [text] = databases.texts(found)
    assert [one.tags for one in text.passages] == [("pro-contra",)]
    assert [*losses.lines()] == ["“/” in the name of 1 tag"]


_CELLS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.binary(), st.text())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(st.data())
def test_no_cell_is_believed_to_be_what_it_should(tmp_path: Path, data: st.DataObject) -> None:
    widths = {"projects": 4, "documents": 8, "highlights": 5, "tags": 4, "commands": 6}
    untyped = (
        "".join(
            f"CREATE TABLE {name} ({line.split('(', 1)[1]};"
            for name, line in (
                (part.split()[2], part) for part in SCHEMA.split(";") if part.strip()
            )
        )
        .replace("INTEGER PRIMARY KEY", "BLOB")
        .replace("INTEGER", "BLOB")
    )
    row = {name: data.draw(st.tuples(*[_CELLS] * width)) for name, width in widths.items()}
    made = databases.made(tmp_path / "t", untyped, {name: [one] for name, one in row.items()})
    with suppress(ReaderError):
        databases.read("taguette", made)


def test_another_database_is_refused_in_one_line(tmp_path: Path) -> None:
    made = databases.made(tmp_path / "t", "CREATE TABLE tags (id, path);", {})
    with pytest.raises(ReaderError, match="projects"):
        databases.read("taguette", made)
