"""The tag screen: a tree, filtered by typing, in which tags are changed, told apart and undone."""

from __future__ import annotations

import threading

import pytest

from reader.annotation.tagging import matched
from reader.library import Library
from reader.library.tagging import retagging
from reader.tui import tag_work
from reader.tui.views.passages import PassagesView
from reader.tui.views.tags import TagsView
from reader.tui.widgets.confirm import Confirm
from tests.library.given import dump, marked
from tests.tui.given import Hands, reading

CYRILLIC = "\u0430ctors"


@pytest.fixture
def evidence(library: Library) -> Library:
    """The library with annotations in two of its articles."""
    alpha, beta = library.article("Alpha"), library.article("Beta")
    marked(library, alpha, "Twitter deleted 170,000 accounts.", "numbers", "figures", note="why")
    marked(library, alpha, "Nobody knew who ran it.", "actors/state")
    marked(library, beta, "二つ目の文です。", "figures", "actors/platform")
    marked(library, beta, "Beta rumour")
    return library


def tags_of(hands: Hands, quote: str) -> tuple[str, ...]:
    [mark] = [mark for mark in hands.stored() if mark.quote.startswith(quote)]
    return mark.tags


def current(hands: Hands) -> str:
    """Give the name of the tag at the cursor."""
    [row] = [line for line in hands.screen() if line.startswith("▌")]
    return next(word for word in row[1:].split() if not word.isdigit() and word != "●")


async def to(hands: Hands, path: str) -> None:
    """Open the tag screen and put the cursor on a tag."""
    await hands.press("T")
    paths = [row.path for row in hands.library.codebook.rows()]
    await hands.press(*"j" * paths.index(path))
    assert current(hands) == path.rpartition("/")[2]


async def typed_anew(hands: Hands, text: str) -> None:
    """Type something in place of what stands in the field."""
    await hands.press("ctrl+u")
    await hands.type(text)
    await hands.press("enter")


async def test_a_renamed_tag_takes_those_below_along_and_keeps_the_cursor(
    evidence: Library,
) -> None:
    async with reading(evidence) as hands:
        await to(hands, "actors/state")
        await hands.press("r")
        await typed_anew(hands, "who/state")
        assert hands.said == "Renamed actors/state to who/state · u undoes"
        assert tags_of(hands, "Nobody") == ("who/state",)
        assert current(hands) == "state"
        await hands.press("u")
        assert tags_of(hands, "Nobody") == ("actors/state",)
        assert current(hands) == "state"


async def test_a_name_that_is_taken_is_refused_with_a_hint(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await to(hands, "numbers")
        await hands.press("r")
        await typed_anew(hands, "Figures")
        assert "there is a tag “figures” already; merge" in hands.said


async def test_a_tag_moves_below_another_and_to_the_top(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await to(hands, "actors/state")
        await hands.press("M")
        await hands.type("numbers")
        await hands.press("enter")
        assert tags_of(hands, "Nobody") == ("numbers/state",)
        await hands.press("M", "enter")
        assert tags_of(hands, "Nobody") == ("state",)
        assert hands.said == "Moved numbers/state to the top · u undoes"


async def test_merging_says_first_what_it_will_do(evidence: Library) -> None:
    async with reading(evidence) as hands:
        before = dump(evidence.path)
        await to(hands, "figures")
        await hands.press("m")
        await hands.type("numbers")
        await hands.press("enter")
        preview = "Merge figures into numbers: 2 passages, 1 of them has both; enter merges"
        assert preview in hands.text
        assert isinstance(hands.desk.overlays.field, Confirm)
        await hands.press("escape")
        assert dump(evidence.path) == before
        await hands.press("m")
        await hands.type("numbers")
        await hands.press("enter", "enter")
        await hands.until(lambda: "Merged figures into numbers" in hands.said)
        assert tags_of(hands, "Twitter") == ("numbers",)
        await hands.press("u")
        assert dump(evidence.path) == before


async def test_deleting_says_first_what_it_affects(evidence: Library) -> None:
    async with reading(evidence) as hands:
        before = dump(evidence.path)
        await to(hands, "figures")
        await hands.press("x")
        assert "Delete the tag figures: 2 passages, 1 with a note; enter deletes" in hands.text
        await hands.press("j")
        assert dump(evidence.path) == before
        await hands.press("x", "x")
        await hands.until(lambda: "Deleted the tag figures" in hands.said)
        assert tags_of(hands, "Twitter") == ("numbers",)
        await hands.press("u")
        assert dump(evidence.path) == before


async def test_ticked_passages_are_sent_to_another_tag(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await to(hands, "figures")
        await hands.press("s")
        assert isinstance(hands.desk.overlays.view, PassagesView)
        assert hands.said == "space ticks passages, S sends them to another tag"
        await hands.press("g", "space", "S")
        await hands.type("counts")
        await hands.press("enter")
        await hands.until(lambda: hands.said.startswith("Sent 1 passage of figures to counts"))
        sent = [mark for mark in hands.stored() if "counts" in mark.tags]
        assert len(sent) == 1
        assert "figures" not in sent[0].tags
        await hands.press("f", "S")
        assert hands.said == "f first narrows to a tag"


async def test_a_tag_is_described_coloured_and_given_a_key(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await to(hands, "numbers")
        await hands.press("d")
        await typed_anew(hands, "What is [b]counted[/b]")
        assert "What is [b]counted[/b]" in hands.text
        await hands.press("c")
        await hands.type("teal")
        await hands.press("enter")
        assert evidence.codebook.tag("numbers").color == "teal"
        slot = evidence.codebook.tag("actors/state").slot
        await hands.press(str(slot))
        assert evidence.codebook.tag("numbers").slot == slot
        await hands.press("0")
        assert evidence.codebook.tag("numbers").slot == 0
        assert current(hands) == "numbers"


async def test_a_name_that_only_stands_above_tags_is_no_tag(evidence: Library) -> None:
    async with reading(evidence) as hands:
        before = dump(evidence.path)
        await to(hands, "actors")
        for key in ("d", "c", "s", "1", "0"):
            await hands.press(key)
            assert hands.said == "actors is no tag of its own: only names below it are"
        assert dump(evidence.path) == before
        await hands.press("r")
        await typed_anew(hands, "who")
        assert tags_of(hands, "Nobody") == ("who/state",)


async def test_tags_are_filtered_as_one_types(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("T", "/")
        await hands.type("act st")
        assert "Tags · act st  1 of 4" in hands.text
        await hands.press("enter")
        assert current(hands) == "actors/state"
        await hands.press("/", "escape")
        assert "Tags  4" in hands.text


async def test_tags_that_look_alike_are_marked_and_told_apart(evidence: Library) -> None:
    marked(evidence, evidence.article("Alpha"), "ends here", CYRILLIC, "act\u200bors")
    words = "≈ looks like actors, but has U+0430 CYRILLIC SMALL LETTER A"
    async with reading(evidence) as hands:
        await hands.press("T", "G")
        assert f"{CYRILLIC} ≈" in hands.text
        assert "act⟨U+200B⟩ors ≈" in hands.text
        assert words in hands.text
        await hands.press("q", "g", "t")
        await hands.type("ctors")
        lines = [line for line in hands.screen() if f"{CYRILLIC} " in line]
        assert any("≈ 1" in line for line in lines)


async def test_a_new_tag_that_looks_like_another_says_so(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await hands.press("t")
        await hands.type("numb\u0435rs")
        assert "looks like numbers, but has" in hands.text
        assert "U+0435" in hands.text
        assert "CYRILLIC SMALL LETTER IE" in hands.text


async def test_a_dot_repeats_a_renamed_tag_by_its_new_name(evidence: Library) -> None:
    async with reading(evidence) as hands:
        slot = evidence.codebook.tag("numbers").slot
        await hands.go("A second paragraph")
        await hands.press(str(slot))
        await to(hands, "numbers")
        await hands.press("r")
        await typed_anew(hands, "amounts")
        await hands.press("q", "j", ".")
        assert tags_of(hands, "It has a second sentence") == ("amounts",)
        assert not any(matched(use.tag.path) == "numbers" for use in evidence.tags())


async def test_a_long_change_shows_how_far_it_is_and_holds_up_no_key(
    evidence: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retagging, "_HOLD", 0)
    monkeypatch.setattr(retagging, "_AT_ONCE", 1)
    monkeypatch.setattr(tag_work, "_EVERY", 0)
    may_go_on = threading.Event()
    progress = tag_work.TagWork._progress

    def held(work: tag_work.TagWork, now: retagging.RetagProgress) -> None:
        progress(work, now)
        may_go_on.wait(5)

    monkeypatch.setattr(tag_work.TagWork, "_progress", held)
    async with reading(evidence) as hands:
        await to(hands, "figures")
        await hands.hurry("x", "x")
        while "so far" not in hands.said:
            await hands.hurry("k")
        assert hands.said == "1 passage so far · ctrl+c stops"
        await hands.hurry("g")
        assert current(hands) == "actors"
        await hands.hurry("ctrl+c")
        may_go_on.set()
        await hands.until(lambda: "Stopped after 1 passage" in hands.said)
        await hands.press("u")
        assert sum("figures" in mark.tags for mark in hands.stored()) == 2


async def test_tags_changed_in_another_window_are_shown(evidence: Library) -> None:
    async with reading(evidence) as hands:
        await to(hands, "numbers")
        view = hands.desk.overlays.view
        assert isinstance(view, TagsView)
        with Library.open(evidence.path, annotator="bea") as other:
            other.codebook.rename("figures", "counts").result()
        await hands.until(lambda: "counts" in hands.text)
        assert current(hands) == "numbers"
