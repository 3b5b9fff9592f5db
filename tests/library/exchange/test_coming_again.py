"""What comes in where something is already: joined, added to, or left and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from reader.library.exchange import importing
from tests.library.exchange.given import CALM, TEXT, placed, take_in
from tests.library.given import article_file, dump, marked


def test_a_memo_is_on_the_whole_text_and_two_are_joined(lib: Library) -> None:
    memos = [GivenPassage(note="first", key="1"), GivenPassage(note="second", key="2", tags=("x",))]
    take_in(lib, GivenText("Calm", memos, text=TEXT))
    [memo] = placed(lib)
    assert memo.is_memo and (memo.note, memo.tags) == ("first\n\nsecond", ("x",))
    assert take_in(lib, GivenText("Calm", memos, text=TEXT)).entry is None


def test_annotations_of_one_place_that_become_one_are_told(lib: Library) -> None:
    two = [CALM._replace(key="", id=f"0f4c8a52-6f0b-4a53-8a43-0e6c1b1b6d0{n}") for n in (1, 2)]
    three = [*two, CALM._replace(key="3", start=-1, end=-1)]
    with pytest.raises(ReaderError, match="the separation of 2 annotations"):
        take_in(lib, GivenText("Calm", three, text=TEXT), is_strict=True)
    done = take_in(lib, GivenText("Calm", three, text=TEXT))
    assert (done.new, done.losses.counts()) == (1, {("the separation", "annotation"): 2})
    same = CALM._replace(key="")
    assert not take_in(lib, GivenText("Calm", [same, same], text=TEXT)).losses


def test_the_same_passage_is_joined_with_what_was_marked_there(
    lib: Library, tmp_path: Path
) -> None:
    text = "One plain line to be marked.\n"
    article = lib.add([article_file(tmp_path, "p.txt", text)]).added[0]
    own = marked(lib, article, "plain line", "mine", note="my note")
    given_ = GivenPassage(
        "plain line", 4, 14, tags=("Mine", "theirs"), note="note", annotator="ann"
    )
    other = given_._replace(annotator="zoe")
    done = take_in(lib, GivenText("P", [given_, other], text=text))
    assert (done.merged, done.new) == (1, 1)
    assert lib.annotation(own.id).tags == ("mine", "theirs")
    assert lib.annotation(own.id).note == "my note\n\nnote"


def test_what_was_changed_here_stays_changed(lib: Library) -> None:
    both = [CALM, CALM._replace(tags=("code",), key="other")]
    take_in(lib, GivenText("Calm", both, text=TEXT))
    [one] = placed(lib)
    lib.edit(one, remove_tags=["sea", "code"], note="mine").result()
    before = dump(lib.path)
    assert take_in(lib, GivenText("Calm", both, text=TEXT)).entry is None
    assert dump(lib.path) == before
    lib.delete(lib.annotation(one.id)).result()
    assert take_in(lib, GivenText("Calm", both, text=TEXT)).new == 1


def test_labels_of_the_same_text_given_again_are_joined(lib: Library) -> None:
    first = GivenText("", [GivenPassage("Same", 0, 4, tags=("x",))], text="Same text.")
    again = [GivenPassage("Same", 0, 4, tags=("y",)), GivenPassage("text", 5, 9, tags=("z",))]
    done = take_in(lib, first, first._replace(passages=again), is_strict=True)
    assert [one.tags for one in placed(lib)] == [("x", "y"), ("z",)]
    assert (done.new, done.merged) == (2, 1)
    take_in(lib, first._replace(passages=[again[0]._replace(tags=("w",))]))
    assert placed(lib)[0].tags == ("x", "y", "w")


OLD = CALM._replace(created="2024-01-02T03:04:05Z", updated="2024-01-02T03:04:05Z")


NEW = OLD._replace(updated="2025-01-02T03:04:05Z", tags=("sea", "new"), note="revised")


def of_calm(passage: GivenPassage) -> GivenText:
    return GivenText("Calm", [passage], text=TEXT)


def test_what_is_new_in_a_later_file_is_added(lib: Library) -> None:
    take_in(lib, of_calm(OLD))
    assert take_in(lib, of_calm(NEW), is_strict=True).merged == 1
    [one] = placed(lib)
    assert (one.tags, one.note) == (("sea", "new"), "calm\n\nrevised")
    assert one.updated == "2025-01-02T03:04:05.000Z"
    assert take_in(lib, of_calm(NEW)).entry is None
    lib.edit(one, remove_tags=["new"]).result()
    lib.codebook.rename("sea", "ocean").result()
    assert take_in(lib, of_calm(NEW), is_strict=True).entry is None
    assert take_in(lib, of_calm(OLD), is_strict=True).there == 1


def test_within_one_import_the_order_of_dates_means_nothing(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 1)
    done = take_in(lib, of_calm(NEW), of_calm(OLD._replace(tags=("older",), note="old")))
    [one] = placed(lib)
    assert (one.tags, one.note) == (("sea", "new", "older"), "revised\n\nold")
    assert (done.new, done.merged, done.is_whole) == (1, 1, True)


def test_what_is_new_but_not_added_is_told(lib: Library) -> None:
    take_in(lib, of_calm(NEW))
    older = OLD._replace(tags=("older",))
    done = take_in(lib, of_calm(older))
    both = {("other tags", "annotation"): 1, ("another note", "annotation"): 1}
    assert (done.there, done.entry, done.losses.counts()) == (1, None, both)
    with pytest.raises(ReaderError, match="other tags of 1 annotation, another note"):
        take_in(lib, of_calm(older), is_strict=True)
    lib.edit(placed(lib)[0], note="mine").result()
    late = NEW._replace(note="late", updated="2026-01-01T00:00:00Z", tags=("late",))
    done = take_in(lib, of_calm(late))
    assert done.losses.counts() == {("another note", "annotation"): 1}
    assert (placed(lib)[0].note, placed(lib)[0].tags) == ("mine", ("sea", "new", "late"))


def test_what_was_marked_here_is_left_as_it_is_and_told(lib: Library, tmp_path: Path) -> None:
    article = lib.add([article_file(tmp_path, "p.txt", "One plain line.\n")]).added[0]
    own = marked(lib, article, "plain", "mine")
    told = GivenPassage("plain", 4, 9, tags=("other",), id=own.id)
    done = take_in(lib, GivenText("", [told], text="One plain line.\n"))
    assert done.losses.counts() == {("other tags", "annotation"): 1}
    assert lib.annotation(own.id) == own


def test_the_library_s_own_ids_are_never_taken_over(lib: Library) -> None:
    take_in(
        lib,
        GivenText("Calm", [CALM._replace(id="5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c1")], text=TEXT),
    )
    other = GivenPassage("Else", 0, 4, id="5B0C6F86-93F5-4A3C-9A4E-0D3F2A6BE8C1")
    done = take_in(lib, GivenText("Else", [other, other._replace(end=4, key="x")], text="Else."))
    assert done.new == 1 and {one.quote for one in placed(lib)} == {CALM.quote, "Else"}


def test_a_note_that_is_part_of_a_word_of_another_is_kept(lib: Library) -> None:
    notes = [GivenPassage(note=note, key=note) for note in ("software", "war", "soft")]
    take_in(lib, GivenText("Calm", notes, text=TEXT))
    assert [one.note for one in placed(lib)] == ["software\n\nwar\n\nsoft"]
    more = GivenPassage(note="ware", key="ware")
    take_in(lib, GivenText("Calm", [more], text=TEXT))
    assert [one.note for one in placed(lib)] == ["software\n\nwar\n\nsoft\n\nware"]


def test_one_name_for_passages_of_other_words_is_as_good_again_as_at_first(lib: Library) -> None:
    marks = [
        GivenPassage("the words", key="k"),
        GivenPassage("the words", 90, 90, annotator="zoe", key="other"),
        GivenPassage("others", 57, 30, annotator="zoe", key="k"),
    ]
    told = GivenText("T", marks, key="t")
    assert take_in(lib, told).new == len(marks)
    assert take_in(lib, told).entry is None
