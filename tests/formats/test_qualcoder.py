"""QualCoder's database: rows of a code and a place each, counted in more than one way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.formats.given import Given, GivenPassage, GivenTag
from reader.formats.losses import Losses
from reader.formats.positions import Measure, positions, with_plain_line_ends
from tests.formats import databases

SCHEMA = """
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, fulltext TEXT, mediapath TEXT, memo TEXT,
  owner TEXT, date TEXT, av_text_id INTEGER, risid INTEGER, UNIQUE(name));
CREATE TABLE code_image (imid INTEGER PRIMARY KEY, id INTEGER, x1 INTEGER);
CREATE TABLE annotation (anid INTEGER PRIMARY KEY, fid INTEGER, pos0 INTEGER, pos1 INTEGER,
  memo TEXT, owner TEXT, date TEXT, UNIQUE(fid, pos0, pos1, owner));
CREATE TABLE attribute (attrid INTEGER PRIMARY KEY, name TEXT, attr_type TEXT, value TEXT,
  id INTEGER, date TEXT, owner TEXT);
CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT, owner TEXT, date TEXT, memo TEXT,
  supercatid INTEGER);
CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT,
  pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, avid INTEGER, important INTEGER);
CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT, memo TEXT, catid INTEGER, owner TEXT,
  date TEXT, color TEXT, supercid INTEGER);
CREATE TABLE project (databaseversion TEXT, date TEXT, memo TEXT, about TEXT);
CREATE TABLE graph (grid INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE ris (risid INTEGER, tag TEXT, longtag TEXT, value TEXT);
"""
AT, ISO = "2024-05-06 07:08:09", "2024-05-06T07:08:09"
SEA = [(1, "sea", "", None, "ada", AT, "#F00000", None)]


def source(text: object, **more: object) -> tuple[object, ...]:
    row = {"id": 1, "name": "a.txt", "fulltext": text, "mediapath": None, "memo": ""}
    row |= {"owner": "ada", "date": AT, "av_text_id": None, "risid": None}
    return tuple((row | more).values())


def coding(key: int, words: str, start: int, end: int, **more: object) -> tuple[object, ...]:
    row = {"ctid": key, "cid": 1, "fid": 1, "seltext": words, "pos0": start, "pos1": end}
    row |= {"owner": "ada", "date": AT, "memo": "", "avid": None, "important": None}
    return tuple((row | more).values())


def read(
    path: Path, losses: Losses | None = None, **tables: Sequence[Sequence[object]]
) -> list[Given]:
    rows = {"code_name": SEA, **tables}
    made = databases.made(path / "data.qda", SCHEMA, rows)
    return [*databases.read("qualcoder", made, losses)]


def passages(
    path: Path, text: str, *codings: Sequence[object], **tables: Sequence[Sequence[object]]
) -> list[GivenPassage]:
    found = read(path, None, source=[source(text)], code_text=codings, **tables)
    return [*databases.texts(found)[0].passages]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two three", "two"),
        ("Äpfel und Öl", "Öl"),
        ("船在海上漂", "海上"),
        ("😀 a 😀 sea 😀", "sea 😀"),
        ("one\r\ntwo\r\nthree", "two\nthr"),
        ("😀\r\none\r\nsea", "one\nsea"),
        ("one\n\ntwo", "one\n\ntwo"),
    ],
)
@pytest.mark.parametrize("measure", ["utf16", "codepoint"])
@pytest.mark.parametrize("is_kept", [False, True])
def test_a_mark_stands_where_its_words_do_however_it_is_counted(
    tmp_path: Path, text: str, words: str, measure: Measure, is_kept: bool
) -> None:
    whole = text if is_kept else with_plain_line_ends(text)
    there = words if words in whole else words.replace("\n", "\r\n")
    start = whole.index(there)
    counted = positions(whole, [start, start + len(there)], measure)
    told = words.replace("\n", "\u2029")
    (found,) = passages(tmp_path, text, coding(1, told, counted[0], counted[1]))
    assert found.quote == words
    assert with_plain_line_ends(text)[found.start : found.end] == words


def test_marks_by_hand_and_by_searching_stand_in_one_text(tmp_path: Path) -> None:
    hand, search = coding(1, "sea", 3, 6), coding(2, "salt", 6, 10)
    assert [(one.quote, one.start) for one in passages(tmp_path, "😀 sea salt", hand, search)] == [
        ("sea", 2),
        ("salt", 6),
    ]


_DRIFTED = "sea © sea ☀️ sea sea"


def test_all_that_a_search_found_is_placed_in_its_order(tmp_path: Path) -> None:
    # To each place are added the lengths of the emoji before it, which a © is too.
    codings = [coding(key, "sea", at, at + 3) for key, at in ((1, 0), (2, 7), (3, 16), (4, 20))]
    found = passages(tmp_path, _DRIFTED, *codings)
    assert sorted((one.start, one.quote) for one in found) == [
        (0, "sea"),
        (6, "sea"),
        (13, "sea"),
        (17, "sea"),
    ]


def test_one_of_several_that_fits_nowhere_is_not_guessed(tmp_path: Path) -> None:
    (found,) = passages(tmp_path, _DRIFTED, coding(1, "sea", 7, 10))
    assert (found.quote, found.start) == ("sea", 7)


def test_what_one_person_has_at_one_place_is_one_passage(tmp_path: Path) -> None:
    codes = [*SEA, (2, "salt", "White", None, "bo", AT, "#00ff00", None)]
    found = passages(
        tmp_path,
        "sea and salt",
        coding(1, "sea", 0, 3, memo="why"),
        coding(2, "sea", 0, 3, cid=2, date="2024-05-05 00:00:00"),
        coding(3, "sea", 0, 3, owner="bo"),
        code_name=codes,
        annotation=[(1, 1, 0, 3, "see also", "ada", AT), (2, 1, 8, 12, "white", "bo", AT)],
    )
    first = GivenPassage(
        quote="sea",
        start=0,
        end=3,
        tags=("sea", "salt"),
        note="why\n\nsee also",
        annotator="ada",
        created="2024-05-05T00:00:00",
        key="1",
    )
    assert found[0] == first
    assert (found[1].annotator, found[1].tags, found[1].note) == ("bo", ("sea",), "")
    assert (found[2].quote, found[2].tags, found[2].note) == ("salt", (), "white")


def test_categories_and_codes_above_are_levels(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        code_cat=[
            (1, "nature", "", AT, "", None),
            (2, "water", "", AT, "All wet", 1),
            (3, "bare", "", AT, "", 4),
            (4, "ring", "", AT, "", 3),
        ],
        code_name=[
            (1, "sea", "Salt", 2, "", AT, "#F093A8", None),
            (2, "deep/low", "", 2, "", AT, "red", 1),
            (3, "loop", "", 3, "", AT, None, None),
            (4, "self", "", None, "", AT, "#12345", 4),
            (5, "lost", "", 99, "", AT, "#ABCDEF", None),
        ],
    )
    assert found == [
        GivenTag("nature/water", description="All wet"),
        GivenTag("nature/water/sea", "rose", "Salt"),
        GivenTag("nature/water/sea/deep-low"),
        GivenTag("ring/bare/loop"),
        GivenTag("self"),
        GivenTag("lost", "#abcdef"),
    ]


def test_names_and_colours_that_are_none_are_counted(tmp_path: Path) -> None:
    losses = Losses()
    rows = [(1, " ", "", None, "", AT, "red", None), (2, "b", "", None, "", AT, "", None)]
    assert read(tmp_path, losses, code_cat=[(1, "", "", AT, "", None)], code_name=rows) == [
        GivenTag("unnamed"),
        GivenTag("unnamed"),
        GivenTag("b"),
    ]
    assert [*losses.lines()] == [
        "the empty name of 1 category",
        "the empty name of 1 code",
        "the colour of 1 code",
    ]


def test_a_file_comes_with_memo_attributes_and_reference(tmp_path: Path) -> None:
    losses = Losses()
    found = read(
        tmp_path,
        losses,
        source=[
            source("sea", memo="Read twice", risid=7),
            source(None, id=2, name="b.png", mediapath="/images/b.png"),
        ],
        code_text=[coding(1, "sea", 0, 3, important=1), coding(2, "x", 0, 1, fid=9, cid=8)],
        attribute=[(1, "Place", "file", "Coast", 1, AT, ""), (2, "Age", "case", "40", 1, AT, "")],
        code_image=[(1, 2, 0)],
        ris=[
            (7, "AU", "", "Ada One"),
            (7, "AU", "", "Bo Two"),
            (7, "PY", "", "2019/05/06/"),
            (7, "JO", "", "Tides"),
            (7, "UR", "", "https://example.org/t"),
        ],
    )
    (text,) = databases.texts(found)
    assert text.passages[0] == GivenPassage(
        note="Read twice", annotator="ada", created=ISO, key="memo"
    )
    assert (text.title, text.text, text.metadata) == ("a.txt", "sea", {"Place": "Coast"})
    assert (text.author, text.published) == ("Ada One; Bo Two", "2019-05-06")
    assert (text.source, text.url) == ("Tides", "https://example.org/t")
    assert [*losses.lines()] == [
        "the important mark of 1 coding",
        "the code of 1 coding",
        "all of 1 case attribute",
        "all of 1 media file",
        "all of 1 stray mark",
        "all of 1 picture mark",
    ]


def test_words_that_stand_nowhere_are_kept(tmp_path: Path) -> None:
    found = passages(tmp_path, "one two", coding(1, "gone", 0, 3), coding(2, "far", 90, -1))
    assert [(one.quote, one.start, one.end) for one in found] == [
        ("gone", 0, 3),
        ("far", -1, -1),
    ]


def test_what_is_said_of_a_project_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    project = [("v1", AT, "Begun at the coast.", "made by it")]
    read(tmp_path, losses, source=[source("sea")], project=project, graph=[(1, "tides")])
    assert [*losses.lines()] == ["the memo of 1 project", "all of 1 graph"]


@pytest.mark.parametrize("place", [(500, 600), (0, 0), (2, 1), (-3, 2), (None, "x")])
def test_an_annotation_beyond_its_text_is_a_memo_that_lost_its_place(
    place: tuple[object, object], tmp_path: Path
) -> None:
    losses = Losses()
    there = [(1, 1, *place, "Far out", "ada", AT), (2, 1, 0, 3, "Here", "ada", AT)]
    found = read(tmp_path, losses, source=[source("sea")], annotation=there)
    far, here = databases.texts(found)[0].passages
    assert (far.note, far.quote, here.note, here.quote) == ("Far out", "", "Here", "sea")
    assert [*losses.lines()] == ["the place of 1 mark elsewhere than in its text"]


def test_a_text_that_is_kept_as_bytes_is_read(tmp_path: Path) -> None:
    losses = Losses()
    sources = [source("Öl und sea".encode()), source(b"\xff\xfe", id=2, name="b.txt")]
    found = read(tmp_path, losses, source=sources, code_text=[coding(1, "sea", 7, 10)])
    assert [one.text for one in databases.texts(found)] == ["Öl und sea", ""]
    assert [*losses.lines()] == ["the text of 1 file that is no UTF-8"]


def test_an_old_project_lacks_columns(tmp_path: Path) -> None:
    made = databases.made(
        tmp_path / "old.qda",
        "CREATE TABLE source (id, name, fulltext); CREATE TABLE code_name (cid, name);"
        "CREATE TABLE code_cat (catid, name);"
        "CREATE TABLE code_text (cid, fid, seltext, pos0, pos1)",
        {"source": [(1, "a", "sea")], "code_name": [(1, "c")], "code_text": [(1, 1, "sea", 0, 3)]},
    )
    (text,) = databases.texts(databases.read("qualcoder", made))
    assert [(one.quote, one.tags) for one in text.passages] == [("sea", ("c",))]


_CELLS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.binary(), st.text())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(st.data())
def test_no_cell_is_believed_to_be_what_it_should(tmp_path: Path, data: st.DataObject) -> None:
    widths = {"source": 9, "annotation": 7, "code_cat": 6, "code_text": 11, "code_name": 8}
    untyped = SCHEMA.replace("INTEGER PRIMARY KEY", "").replace("INTEGER", "").replace("TEXT", "")
    rows = {name: [data.draw(st.tuples(*[_CELLS] * width))] for name, width in widths.items()}
    with suppress(ReaderError):
        databases.read("qualcoder", databases.made(tmp_path / "t", untyped, rows))
