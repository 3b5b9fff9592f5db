"""brat's folders: texts, marks beside them, and the settings that it wants."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from reader.annotation.model import Article, Tag, TagUse
from reader.errors import ReaderError
from reader.formats.brat.read import read
from reader.formats.brat.write import files
from reader.formats.export import Marked, Options
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.formats.losses import Losses
from reader.text.document import Document
from tests.formats import strategies
from tests.formats.given import Given
from tests.formats.test_csv import record

TEXT = "Salt dries.\n\nThe 😀 sea is wide."


def written(export: Given, losses: Losses | None = None) -> dict[str, str]:
    """Give the texts of the files by their names."""
    found = [*files(export, Options(), Losses() if losses is None else losses)]
    assert len({one.name.casefold() for one in found}) == len(found)
    return {one.name: one.text for one in found}


def put(folder: Path, given: dict[str, str]) -> Path:
    """Write files into a new folder."""
    folder.mkdir()
    for name, text in given.items():
        (folder / name).write_bytes(text.encode())
    return folder


def texts(path: Path, losses: Losses | None = None) -> list[GivenText]:
    found = read(path, Losses() if losses is None else losses)
    return [one for one in found if isinstance(one, GivenText)]


def marked(*spans: tuple[int, int, tuple[str, ...], str], title: str = "Sea") -> Marked:
    article = Article("a1", "/sea.txt", title, "text", "h1", len(TEXT))
    records = [
        record(
            id=f"r{start}-{end}",
            article="a1",
            title=title,
            quote=TEXT[start:end],
            start=start,
            end=end,
            tags=tags,
            note=note,
            text_hash="h1",
        )
        for start, end, tags, note in spans
    ]
    return Marked(article, "h1", Document(TEXT, (), 0), records)


TAGS = [
    TagUse(Tag("t1", "actors/the state", "rose"), 1, ""),
    TagUse(Tag("t2", "Highlight", "green"), 1, ""),
]


def test_a_folder_is_written_as_brat_reads_it() -> None:
    losses = Losses()
    one = marked(
        (0, 0, (), "a memo"),
        (0, 4, ("actors/the state", "Highlight"), "one\nnote"),
        (5, 30, (), ""),
    )
    assert written(Given(texts=[one], tags=TAGS), losses) == {
        "Sea.txt": TEXT,
        "Sea.ann": "T1\tactors-the_state 0 4\tSalt\n"
        "#1\tAnnotatorNotes T1\tone note\n"
        "T2\tHighlight-2 0 4\tSalt\n"
        "T3\tHighlight 5 11;13 30\tdries. The 😀 sea is wide\n",
        "annotation.conf": "[entities]\n\nHighlight\nactors-the_state\nHighlight-2\n\n"
        "[relations]\n\n[events]\n\n[attributes]\n",
        "visual.conf": "[labels]\n\nactors-the_state | actors/the state\n"
        "Highlight-2 | Highlight\n\n"
        "[drawing]\n\nactors-the_state\tbgColor:#f093a8\nHighlight-2\tbgColor:#84d8b8\n",
    }
    assert [*losses.lines()] == ["the line ends and tabs of 1 note"]


def test_no_label_is_taken_for_a_macro_that_would_undo_all_settings() -> None:
    losses = Losses()
    tags = [TagUse(Tag(path, path, "rose"), 1, "") for path in ("a <b> c", "<-> d", "e < f", "g>")]
    conf = written(Given(texts=[marked((0, 4, ("a <b> c",), ""))], tags=tags), losses)
    labels = [line.partition(" | ")[2] for line in conf["visual.conf"].split("\n") if "|" in line]
    assert labels == ["a ‹b› c", "‹-› d", "e < f", "g>"]
    assert "“<” and “>” in the name of 2 tags" in [*losses.lines()]


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    one = marked((0, 4, ("actors/the state", "Highlight"), "a note"), (5, 30, (), ""))
    folder = put(tmp_path / "f", written(Given(texts=[one], tags=TAGS)))
    assert [*read(folder, Losses())] == [
        GivenTag("actors/the state", "rose"),
        GivenTag("Highlight", "green"),
        GivenText(
            title="Sea",
            passages=[
                GivenPassage(
                    "Salt", 0, 4, tags=("actors/the state", "Highlight"), note="a note", key="T1"
                ),
                GivenPassage(TEXT[5:30], 5, 30, key="T3"),
            ],
            text=TEXT,
            key="Sea.ann",
        ),
    ]


def test_line_ends_that_are_cut_off_are_counted() -> None:
    losses = Losses()
    one = marked((5, 13, ("a",), ""), (11, 16, ("a",), ""), (12, 16, (), ""), (13, 16, (), ""))
    given = written(Given(texts=[one], tags=TAGS), losses)
    assert given["Sea.ann"].count(" 13 16\tThe\n") == 3
    assert [*losses.lines()] == [
        "the exact ends of 3 annotations",
        "what parts it from another of 2 annotations",
    ]


def test_what_was_written_without_any_mark_comes_back(tmp_path: Path) -> None:
    assert [*read(put(tmp_path / "f", written(Given())), Losses())] == []


def test_an_older_text_of_an_article_has_a_name_of_its_own() -> None:
    now, older = marked((0, 4, (), "")), marked((0, 4, (), ""))._replace(text_hash="0123456789")
    other = marked((0, 4, (), ""), title="sea as 01234567")
    other = other._replace(article=other.article._replace(id="a2"))
    names = written(Given(texts=[now, older, other]))
    assert [name for name in names if name.endswith(".ann")] == [
        "Sea.ann",
        "Sea as 01234567 2.ann",
        "sea as 01234567.ann",
    ]


@settings(deadline=None)
@given(strategies.libraries())
def test_any_library_comes_back(tmp_path_factory: pytest.TempPathFactory, library: Given) -> None:
    losses = Losses()
    folder = put(tmp_path_factory.mktemp("brat") / "f", written(library, losses))
    there = {one.text: one for one in texts(folder)}
    cut = 0
    for one in library.texts():
        text = one.document.text
        expected: dict[tuple[int, int], tuple[set[str], set[str]]] = {}
        for mark in one.records:
            # Brat has no place for a memo, nor for a passage of line ends alone.
            if not mark.is_memo and mark.quote.strip("\n"):
                inner = len(mark.quote) - len(mark.quote.lstrip("\n"))
                start = mark.start + inner
                end = start + len(mark.quote.strip("\n"))
                cut += (start, end) != (mark.start, mark.end)
                tags, notes = expected.setdefault((start, end), (set(), set()))
                tags |= set(mark.tags)
                notes |= {re.sub(r"[\t\n\r]", " ", mark.note)} - {""}
        if not expected or sum(text == other.document.text for other in library.texts()) > 1:
            continue
        found = {(one.start, one.end): one for one in there[text].passages}
        assert found.keys() == expected.keys()
        for place, (tags, notes) in expected.items():
            assert found[place].quote == text[slice(*place)]
            assert set(found[place].tags) == tags
            assert all(note in found[place].note for note in notes)
    assert losses.counts().get(("the exact ends", "annotation"), 0) == cut


@settings(deadline=None)
@given(strategies.libraries())
def test_brat_finds_the_words_of_each_mark_in_the_text(library: Given) -> None:
    given = written(library)
    entities = given["annotation.conf"].split("\n\n")[1].split("\n")
    for name, lines in given.items():
        if name.endswith(".ann"):
            text = given[name.removesuffix(".ann") + ".txt"]
            for line in lines.split("\n"):
                if line.startswith("T"):
                    _, about, words = line.split("\t", 2)
                    kind, places = about.split(" ", 1)
                    assert re.fullmatch("[A-Za-z0-9_][A-Za-z0-9_-]*", kind)
                    assert kind in entities
                    spans = [map(int, one.split()) for one in places.split(";")]
                    assert " ".join(text[slice(*one)] for one in spans) == words
                else:
                    assert not line or re.fullmatch(r"#\d+\tAnnotatorNotes T\d+\t[^\t]*", line)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("one two", "T1\tX 4 7\ttwo", ("two", 4, 7)),
        ("öl 海 😀 sea", "T1\tX 7 10\tsea", ("sea", 7, 10)),
        ("öl 海 😀 sea", "T1\tX 8 11\tsea", ("sea", 7, 10)),
        ("öl 海 😀 sea", "T1\tX 13 16\tsea", ("sea", 7, 10)),
        ("one\r\ntwo", "T1\tX 5 8\ttwo", ("two", 5, 8)),
        ("one\r\ntwo", "T1\tX 4 7\ttwo", ("two", 5, 8)),
        ("one\r\ntwo", "T1\tX 0 3;4 7\tone two", ("one\r\ntwo", 0, 8)),
        ("one two", "T1\tX 0 3\ttwo", ("two", 0, 3)),
        ("one two", "T1\tX 70 73\ttwo", ("two", -1, -1)),
    ],
)
def test_a_mark_stands_where_its_words_do(
    tmp_path: Path, text: str, line: str, found: tuple[str, int, int]
) -> None:
    folder = put(tmp_path / "f", {"a.txt": text, "a.ann": f"{line}\n"})
    (one,) = texts(folder / "a.ann")[0].passages
    assert (one.quote, one.start, one.end) == found
    assert one.tags == ("X",)


def test_parts_with_other_words_between_are_passages_of_their_own(tmp_path: Path) -> None:
    ann = "T1\tX 0 3;8 13\tone three\n#1\tAnnotatorNotes T1\tboth\n"
    folder = put(tmp_path / "f", {"a.txt": "one two three", "a.ann": ann})
    losses = Losses()
    found = texts(folder, losses)[0].passages
    assert [(one.quote, one.note) for one in found] == [("one", "both"), ("three", "both")]
    assert [*losses.lines()] == ["the unity of 1 mark in parts"]


def test_what_is_no_mark_of_text_is_counted(tmp_path: Path) -> None:
    ann = (
        "T1\tX 0 3\tone\r\nR1\tPart Arg1:T1 Arg2:T1\nE1\tX:T1\nA1\tNegated T1\nM1\tSure T1\n"
        "N1\tReference T1 W:1\tone\n*\tEquiv T1 T1\n#1\tAnnotatorNotes R1\tno\nwhat\n"
    )
    losses = Losses()
    found = texts(put(tmp_path / "f", {"a.txt": "one", "a.ann": ann}), losses)
    assert len(found[0].passages) == 1
    assert [*losses.lines()] == [
        "all of 1 relation",
        "all of 1 event",
        "all of 2 attributes",
        "all of 1 normalization",
        "all of 1 equivalence",
        "all of 1 stray note",
        "all of 1 odd line in a.ann, line 9 of 9",
    ]


def test_marks_alone_come_as_quotes(tmp_path: Path) -> None:
    (found,) = texts(put(tmp_path / "f", {"a.ann": "T1\tX 0 3\tone"}) / "a.ann")
    assert found.text is None
    assert found.passages[0].quote == "one"
    assert (tmp_path / "f").is_dir()


def test_a_mark_with_other_words_than_stand_at_its_place_is_none_of_the_others(
    tmp_path: Path,
) -> None:
    ann = "T1\tPER 0 5\tAlpha\nT2\tORG 0 5\twrong text\nT3\tX 0 5\tAlpha\nT4\tY 0 5\twrong text\n"
    folder = put(tmp_path / "f", {"a.txt": "Alpha beta", "a.ann": ann})
    assert texts(folder)[0].passages == [
        GivenPassage("Alpha", 0, 5, tags=("PER", "X"), key="T1"),
        GivenPassage("wrong text", 0, 5, tags=("ORG", "Y"), key="T2"),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "T1",
        "T1\tX 0 3",
        "T1\tX 0 3\t",
        "T4\tY a b\tbad",
        "#1 no tabs",
        "Ru",
        "T1\tX\tone",
        "T1\tX 3\tone",
        "T1\tX a b\tone",
        "T1\tX -1 2\tone",
        "T1\tX 0 9" + "9" * 40,
    ],
)
def test_a_broken_line_is_lost_alone(tmp_path: Path, bad: str) -> None:
    lines = f"\ufeffT0\tX 0 3\tone\n{bad}\nT9\tY 0 3\tone\n{bad}\n"
    folder = put(tmp_path / "f", {"a.txt": "one", "a.ann": lines, "b.ann": "", "b.txt": "two"})
    losses = Losses()
    one, two = texts(folder, losses)
    assert [passage.tags for passage in one.passages] == [("X", "Y")]
    assert two.text == "two"
    assert [*losses.lines()] == ["all of 2 odd lines in a.ann, line 2 and on of 4"]


def test_a_mark_without_words_that_stands_nowhere_is_no_memo(tmp_path: Path) -> None:
    ann = "T1\tX 70 73\t \ufeff\nT2\tX 1 0\t \nT3\tX 3 4\t \nT4\tX 70 73\ttwo\n"
    losses = Losses()
    folder = put(tmp_path / "f", {"a.txt": "one two", "a.ann": ann})
    found = texts(folder, losses)[0].passages
    assert [(one.quote, one.start) for one in found] == [(" ", 3), ("two", -1)]
    assert [*losses.lines()] == [
        "all of 2 marks without words",
        "the place of 1 mark elsewhere than in its text",
    ]


def test_a_file_of_broken_lines_alone_is_refused(tmp_path: Path) -> None:
    folder = put(tmp_path / "f", {"a.txt": "one", "a.ann": "\nfield,field\n"})
    with pytest.raises(ReaderError, match=r"a\.ann, line 2: it is no line of brat's"):
        texts(folder)


def test_a_file_that_cannot_be_read_is_lost_alone(tmp_path: Path) -> None:
    good = {"z.ann": "T1\tX 0 3\tone\n", "z.txt": "one"}
    folder = put(tmp_path / "f", good | {"b.ann": "T1\tX 0 3\ttwo\n"})
    (folder / "a\n\x1b.ann").write_bytes(b"T1\xff")
    (folder / "b.txt").write_bytes(b"two\xff")
    (folder / "c.ann").symlink_to(folder / "z.ann")
    (folder / "d.ann").write_text("x" * 100)
    (folder / "e.ann").mkdir()
    (folder / "g.txt").symlink_to(folder / "z.txt")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "outside").symlink_to(put(tmp_path / "outside", good))
    losses = Losses()
    found = read(folder, losses, max_size=50)
    b, z = (one for one in found if isinstance(one, GivenText))
    assert (b.text, b.passages[0].quote) == (None, "two")
    assert (z.text, z.passages[0].quote) == ("one", "one")
    assert [*losses.lines()] == [
        "all of 1 folder in it: outside is a link",
        "all of 1 file in it: a ␛.ann is no UTF-8 at byte 2",
        "all of 1 file in it: b.txt is no UTF-8 at byte 3",
        "all of 1 file in it: c.ann is a link",
        "all of 1 file in it: d.ann has 100 bytes, and the limit is 50",
        "all of 1 file in it: e.ann is no regular file",
        "all of 1 file in it: g.txt is a link",
    ]


def test_a_text_that_nobody_has_marked_comes_too(tmp_path: Path) -> None:
    losses = Losses()
    good = {"a.ann": "T1\tX 0 3\tone\n", "a.txt": "one"}
    folder = put(tmp_path / "f", good | {"b.txt": "two", "._b.txt": "hidden", "c.md": "other"})
    found = texts(folder, losses)
    assert [(one.title, one.text, len(one.passages)) for one in found] == [
        ("a", "one", 1),
        ("b", "two", 0),
    ]
    assert not losses
    with pytest.raises(ReaderError, match="no file in it ends"):
        texts(put(tmp_path / "g", {"b.txt": "two"}))


def test_folders_in_the_folder_are_read_with_the_nearest_settings(tmp_path: Path) -> None:
    losses = Losses()
    good = {"a.ann": "T1\tX 0 3\tone\n", "a.txt": "one"}
    folder = put(tmp_path / "f", good | {"visual.conf": "[labels]\nX | Above\n"})
    put(folder / "in.txt", good)
    put(folder / "own", good | {"visual.conf": "[labels]\nX | Own\n"})
    put(folder / "own" / "deep", good)
    put(folder / ".git", good)
    found = texts(folder, losses)
    assert [(one.key, one.title, one.passages[0].tags) for one in found] == [
        ("a.ann", "a", ("Above",)),
        ("in.txt/a.ann", "a", ("Above",)),
        ("own/a.ann", "a", ("Own",)),
        ("own/deep/a.ann", "a", ("Own",)),
    ]
    assert not losses


def test_folders_in_each_other_have_an_end(tmp_path: Path) -> None:
    losses = Losses()
    folder = inner = put(tmp_path / "f", {"a.ann": "T1\tX 0 3\tone\n", "a.txt": "one"})
    for _ in range(40):
        inner = inner / "in"
    inner.mkdir(parents=True)
    assert len(texts(folder, losses)) == 1
    [line] = losses.lines()
    assert line.startswith("all of 1 folder in it: in/in/in/")


def test_of_many_files_that_cannot_be_read_some_are_named(tmp_path: Path) -> None:
    folder = put(tmp_path / "f", {"z.ann": "", "z.txt": ""})
    for number in range(30):
        (folder / f"{number:02}.ann").mkdir()
    losses = Losses()
    texts(folder, losses)
    assert [*losses.lines()][-2:] == [
        "all of 1 file in it: 19.ann is no regular file",
        "all of 10 further files",
    ]


def test_without_what_names_the_tags_their_types_are_taken(tmp_path: Path) -> None:
    folder = put(tmp_path / "f", {"a.ann": "T1\tSea 0 4\tSalt\n", "a.txt": TEXT})
    (folder / "visual.conf").symlink_to(tmp_path / "outside")
    losses = Losses()
    assert texts(folder, losses)[0].passages[0].tags == ("Sea",)
    assert [*losses.lines()] == ["all of 1 file in it: visual.conf is a link"]


def test_where_nothing_is_whole_what_is_wrong_first_is_told(tmp_path: Path) -> None:
    folder = put(tmp_path / "f", {"a.ann": ""})
    (folder / "a.txt").write_bytes(b"a\xff")
    with pytest.raises(ReaderError, match="byte 1"):
        texts(folder)
    (folder / "a.txt").unlink()
    os.mkfifo(folder / "a.txt")
    with pytest.raises(ReaderError, match="regular"):
        texts(folder)
    with pytest.raises(ReaderError, match="no file"):
        texts(put(tmp_path / "g", {}))


def test_the_limit_is_that_of_the_import(tmp_path: Path) -> None:
    folder = put(tmp_path / "f", {"a.ann": "T1\tSea 0 4\tSalt\n", "a.txt": TEXT})
    assert [*read(folder, Losses(), max_size=40)]
    with pytest.raises(ReaderError, match=r"a.txt has .* bytes, and the limit is 20"):
        [*read(folder, Losses(), max_size=20)]


@pytest.mark.parametrize("name", ["a.ann", "a.txt"])
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_a_folder_leads_nowhere(tmp_path: Path, name: str, there: bool) -> None:
    given_ = {"a.ann": "T1\tSea 0 4\tSalt\n", "a.txt": TEXT, "visual.conf": ""}
    folder = put(tmp_path / "f", given_)
    (folder / name).unlink()
    (folder / name).symlink_to(tmp_path / "outside")
    if there:
        (tmp_path / "outside").write_text(given_[name])
    with pytest.raises(ReaderError, match=f"{name} is a link"):
        [*read(folder, Losses())]


def test_a_link_that_is_named_itself_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "f", {"a.ann": "T1\tSea 0 4\tSalt\n", "a.txt": TEXT})
    (tmp_path / "link.ann").symlink_to(tmp_path / "f" / "a.ann")
    [text] = texts(tmp_path / "link.ann")
    assert (text.title, text.text) == ("a", TEXT)
