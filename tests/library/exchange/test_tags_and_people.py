"""Tags, people and times of an import, as the library keeps them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.annotation.model import TAG_COLORS, Tag
from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.library import Library
from reader.library.exchange import importing, writing_in_turn
from reader.store.transaction import Transaction
from tests.library.exchange.given import CALM, TEXT, placed, take_in


def test_tags_come_with_colours_and_in_the_case_they_have_here(lib: Library) -> None:
    take_in(lib, GivenTag("Sea", "teal", "all\nwater"), GivenTag("fire", "#ff1010"))
    done = take_in(
        lib,
        GivenTag("SEA", "rose", "other"),
        GivenTag("a;b\x07/ /c"),
        GivenText("Calm", [CALM._replace(tags=("sea", "new; er", ";", ""))], text=TEXT),
    )
    tags = {
        row.tag.path: (row.tag.color, row.tag.description) for row in lib.codebook.rows() if row.tag
    }
    assert tags["Sea"] == ("teal", "all water") and tags["fire"][0] == "rose"
    assert "a,b␇/c" in tags
    assert placed(lib)[0].tags == ("Sea", "new, er", ",")
    assert ("another description", "tag") in done.losses.counts()


def test_the_keys_of_tags_are_counted_once_however_many_are_made(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    count = Transaction.slots

    def slots(step: Transaction) -> dict[int, int]:
        read.append(1)
        return count(step)

    def tags(step: Transaction) -> list[Tag]:
        raise AssertionError("all tags are read")

    monkeypatch.setattr(Transaction, "slots", slots)
    monkeypatch.setattr(Transaction, "tags", tags)
    monkeypatch.setattr(writing_in_turn, "_HOLD", 60)
    words = GivenPassage("sea", tags=tuple(f"of a passage {n}" for n in range(20)))
    given_tags = [GivenTag(f"given {n:02}", slot=n % 10) for n in range(20)]
    done = take_in(lib, *given_tags, GivenText("Calm", [words], text=TEXT))
    assert (done.tags, len(read)) == (40, 1)
    tags_ = [row.tag for row in lib.codebook.rows() if row.tag]
    assert sorted(one.slot for one in tags_ if one.slot) == [*range(1, 10)]
    assert {one.color for one in tags_} == {*TAG_COLORS}


@pytest.mark.parametrize("status", ["", "anchored", "moved", "bogus", "Anchored"])
def test_a_status_that_is_none_is_counted(lib: Library, status: str) -> None:
    done = take_in(lib, GivenText("Calm", [CALM._replace(status=status)], text=TEXT))
    is_none = status not in ("", "anchored", "moved")
    assert len(lib.annotations()) == 1
    assert done.losses.counts() == ({("the status", "annotation"): 1} if is_none else {})


def test_people_and_times_that_are_none_are_replaced(lib: Library) -> None:
    odd = CALM._replace(
        annotator="a\x1bb", created="yesterday", updated="2020-01-02T03:04:05+02:00"
    )
    done = take_in(lib, GivenText("Calm", [odd], text=TEXT))
    [one] = placed(lib)
    assert (one.annotator, one.updated) == ("ann", "2020-01-02T01:04:05.000Z")
    assert one.created.startswith("20") and done.losses.counts() == {
        ("a date", "annotation"): 1,
        ("the annotator", "annotation"): 1,
    }


def test_a_name_that_is_changed_counts_once_in_an_import(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 1)
    odd, nameless = "a;b", " / "
    texts = [
        GivenText(
            f"T{n}", [GivenPassage("w", tags=(odd, nameless, "x\x07"), key=str(n))], key=f"{n}"
        )
        for n in range(3)
    ]
    for _ in range(2):
        done = take_in(lib, GivenTag(odd), GivenTag(nameless), *texts)
        assert done.losses.counts() == {("some characters", "tag"): 2, ("all", "tag"): 1}


@pytest.mark.parametrize(
    "given_",
    [
        [GivenTag("us"), GivenTag("US"), GivenText("T", [GivenPassage("w", tags=("US",))])],
        [GivenText("T", [GivenPassage("w", tags=("us", "US"))])],
        [GivenText("T", [GivenPassage(n, tags=(n,)) for n in ("us", "US", "us", "US")])],
    ],
)
def test_another_spelling_of_a_tag_is_told_once(
    lib: Library, given_: Sequence[GivenTag | GivenText]
) -> None:
    done = take_in(lib, *given_)
    counts = {("the spelling", "tag"): 1}
    assert {what: n for what, n in done.losses.counts().items() if what[1] == "tag"} == counts
    assert [row.tag.path for row in lib.codebook.rows() if row.tag] == ["us"]
    with pytest.raises(ReaderError, match="the spelling of 1 tag"):
        take_in(lib, *given_, is_strict=True)


def test_the_spelling_that_a_tag_has_is_no_loss(lib: Library) -> None:
    given_: list[GivenTag | GivenText] = [
        GivenTag("US"),
        GivenText("T", [GivenPassage("w", tags=("US", "US"))]),
    ]
    take_in(lib, *given_, is_strict=True)
    lib.codebook.rename("US", "usa").result()
    assert take_in(lib, *given_[1:], is_strict=True).entry is None


def test_a_colour_that_is_none_is_counted(lib: Library) -> None:
    done = take_in(lib, GivenTag("a", "red"), GivenTag("b", "#ff0000"), GivenTag("c", " "))
    assert done.losses.counts() == {("the colour", "tag"): 1}
    assert done.tags == 3
