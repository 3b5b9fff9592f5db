"""REFI-QDA projects of other programs: what they say of selections and of whole sources."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from reader.formats.given import GivenPassage, GivenText
from reader.formats.losses import Losses
from tests.formats.qdpx_projects import (
    CODE,
    CODES,
    CODING,
    NOTE,
    TEXT,
    USER,
    found,
    packed,
    project,
    selection,
    source,
)


def test_selections_at_one_place_are_one_passage(tmp_path: Path) -> None:
    codes = CODES.replace("/></Codes>", f'/><Code guid="{{{NOTE}}}" name="x/y"/></Codes>')
    second = f'<Coding><CodeRef targetGUID="{NOTE.upper()}"/></Coding>'
    element = selection(0, 3, more=f'guid="{USER}"') + selection(0, 3, second)
    source = f"<TextSource><PlainTextContent>One tide</PlainTextContent>{element}</TextSource>"
    things = found(packed(project(f"{codes}<Sources>{source}</Sources>"), {}), tmp_path)
    [text] = [one for one in things if isinstance(one, GivenText)]
    [one] = text.passages
    assert (one.quote, one.tags, one.id) == ("One", ("sea", "x-y"), USER)


def test_a_selection_that_two_people_coded_is_a_passage_of_each(tmp_path: Path) -> None:
    mine = CODING.replace("<Coding>", f'<Coding creatingUser="{{{USER}}}">')
    text = source(selection(0, 3, mine + CODING, more=f'guid="{NOTE}"'), tmp_path)
    first, second = text.passages
    assert (first.annotator, second.annotator) == ("ana", "")
    assert first.tags == second.tags == ("sea",)
    assert first.id == NOTE
    assert UUID(second.id)
    assert second.id != first.id


def test_notes_keep_their_titles_and_what_they_say(tmp_path: Path) -> None:
    content = "<PlainTextContent>It rose\nagain</PlainTextContent>"
    reference = f'<NoteRef targetGUID="{NOTE}"/>'
    for name, expected in {
        "": "It rose\nagain",
        "It rose again": "It rose\nagain",
        "It ro…": "It rose\nagain",
        "A thought": "A thought\n\nIt rose\nagain",
    }.items():
        note = f'<Notes><Note guid="{NOTE}" name="{name}">{content}</Note></Notes>'
        text = source(selection(0, 3, reference), tmp_path, after=note)
        assert [one.note for one in text.passages] == [expected]


def test_what_is_said_of_a_selection_is_kept(tmp_path: Path) -> None:
    inside = f"<Description>Look here</Description>{CODING}"
    assert source(selection(0, 3, inside), tmp_path).passages[0].note == "Look here"


def test_notes_and_codes_on_a_whole_source_are_memos(tmp_path: Path) -> None:
    losses = Losses()
    inside = f'{CODING}{CODING}<NoteRef targetGUID="{NOTE}"/><NoteRef targetGUID="{CODE}"/>'
    notes = f'<Notes><Note guid="{NOTE}" creatingUser="{USER}"><PlainTextContent>All'
    notes += f'</PlainTextContent></Note><Note guid="{USER}" name="x"/></Notes>'
    text = source(inside, tmp_path, losses=losses, after=notes)
    assert text.passages == [
        GivenPassage(note="All", annotator="ana", id=NOTE),
        GivenPassage(tags=("sea",)),
    ]
    assert list(losses.lines()) == ["all of 1 missing note", "all of 1 unattached note"]


def test_what_is_said_of_a_source_is_a_memo(tmp_path: Path) -> None:
    losses = Losses()
    text = source(
        "<Description>Read twice</Description>",
        tmp_path,
        losses=losses,
        after="<Description>Of the sea</Description>",
    )
    assert text.passages == [GivenPassage(note="Read twice")]
    assert list(losses.lines()) == ["the description of 1 project"]


def test_what_has_no_guid_is_not_what_a_reference_to_nothing_means(tmp_path: Path) -> None:
    losses = Losses()
    nameless = '<Users><User name="x"/></Users><CodeBook><Codes><Code name="y"/></Codes></CodeBook>'
    note = "<PlainTextContent>z</PlainTextContent>"
    notes = f'<Notes><Note>{note}</Note><Note guid="{NOTE}">{note}</Note>'
    notes += f'<Note guid="{NOTE}">{note}</Note></Notes>'
    inside = f'<Coding><CodeRef/></Coding><NoteRef targetGUID="{NOTE}"/>'
    text = source(selection(0, 3, inside), tmp_path, losses=losses, after=nameless + notes)
    assert text.passages == [GivenPassage("One", 0, 3, suffix=TEXT[3:35], note="z")]
    assert list(losses.lines()) == [
        "all of 2 unidentified notes",
        "the code of 1 coding",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2025-06-18T02:08:15Z", "2025-06-18T02:08:15Z"),
        (" 2025-06-18T02:08:15.1234567+02:00 ", "2025-06-18T02:08:15.123456+02:00"),
        ("2025-06-18T02:08:15", "2025-06-18T02:08:15"),
        ("2025-02-30T02:08:15Z", ""),
        ("yesterday", ""),
    ],
)
def test_dates_are_kept_if_they_are_any(tmp_path: Path, written: str, kept: str) -> None:
    losses = Losses()
    text = source(selection(0, 3, more=f'creationDateTime="{written}"'), tmp_path, losses=losses)
    assert [one.created for one in text.passages] == [kept]
    assert bool(losses) == (not kept)


def test_variables_that_we_have_no_field_for_are_kept_beside_them(tmp_path: Path) -> None:
    def value(guid: str, written: str) -> str:
        return f'<VariableValue><VariableRef targetGUID="{guid}"/>{written}</VariableValue>'

    variables = (
        f'<Variables><Variable guid="{CODE}" name="Author"/><Variable guid="{USER}" name="Age"/>'
        f'<Variable guid="{NOTE}" name="text_hash"/></Variables>'
    )
    inside = value(CODE, "<TextValue>A. Author</TextValue>")
    inside += value(USER, "<IntegerValue>42</IntegerValue>") + value(NOTE, "<TextValue/>")
    inside += value(NOTE, "<TextValue>h</TextValue>")
    text = source(inside, tmp_path, after=variables)
    assert (text.author, text.metadata) == ("A. Author", {"age": "42", "text_hash": "h"})
    assert text.text_hash == ""


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (-1, 3),
        (3, 0),
        (2, 2),
        (0, 900),
        ("", ""),
        ("x", "y"),
        ("9" * 5_000, 3),
        ("٣", "٤"),
        (1e9, 2e9),
    ],
)
def test_a_selection_that_stands_nowhere_keeps_what_it_says(
    tmp_path: Path, start: object, end: object
) -> None:
    losses = Losses()
    inside = selection(start, end, name="tide rose") + selection(start, end, name="tide…")
    inside += selection(start, end, "")
    text = source(inside, tmp_path, losses=losses)
    assert text.passages == [
        GivenPassage("tide rose", tags=("sea",)),
        GivenPassage("", tags=("sea",)),
    ]
    assert list(losses.lines()) == ["the place of 3 selections"]


def test_an_id_is_given_once(tmp_path: Path) -> None:
    twice = f'guid="{NOTE}"'
    text = source(selection(0, 3, more=twice) + selection(0, 5, more=twice), tmp_path)
    assert [one.id for one in text.passages] == [NOTE, ""]


def test_what_is_not_there_is_counted(tmp_path: Path) -> None:
    losses = Losses()
    inside = f'<Coding><CodeRef targetGUID="{NOTE}"/></Coding><Coding/>'
    text = source(selection(0, 3, inside, more='guid="7"'), tmp_path, losses=losses)
    assert text.passages == [
        GivenPassage("One", 0, 3, suffix=TEXT[3:35]),
    ]
    assert list(losses.lines()) == ["the code of 1 coding"]
