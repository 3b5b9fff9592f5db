"""Texts and annotations of other tools: which article they belong to, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reader.annotation.model import TAG_COLORS, Annotation, Article, Tag
from reader.errors import ReaderError
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.library import Library, doctor
from reader.library.exchange import importing, writing_in_turn
from reader.store.transaction import Transaction
from tests.library.exchange.given import take_in
from tests.library.given import article_file, dump, library, marked

TEXT = "The sea was calm. The boat lay still.\r\nNobody spoke; the boat lay still.\r\n"
CALM = GivenPassage("The sea was calm.", 0, 17, tags=("sea",), note="calm", key="1")


@pytest.fixture
def lib(tmp_path: Path) -> Iterator[Library]:
    opened = library(tmp_path)
    yield opened
    assert [str(one) for one in doctor.examine(opened.path) if one.grade == "problem"] == []
    opened.close()


def placed(lib: Library) -> list[Annotation]:
    found = sorted(lib.annotations(), key=lambda one: (one.article, one.start, one.id))
    for one in found:
        article = lib.article(one.article)
        assert lib.document(article, one.text_hash).text[one.start : one.end] == one.quote
    return found


def shown(lib: Library) -> tuple[Article, str]:
    [row] = lib.articles()
    return row.article, lib.document(row.article).text


def test_a_text_is_taken_exactly_and_line_ends_move_no_place(lib: Library) -> None:
    second = TEXT.index("the boat")
    passage = GivenPassage("the boat lay still", second, second + 18)
    done = take_in(lib, GivenText("Calm", [CALM, passage], text="\ufeff" + TEXT, key="d1"))
    article, text = shown(lib)
    assert text == TEXT.replace("\r\n", "\n")
    assert (article.title, article.kind, article.path) == ("Calm", "text", "tried:d1")
    assert [one.quote for one in placed(lib)] == [CALM.quote, "the boat lay still"]
    assert (done.new, done.moved, done.tags) == (2, 2, 1)
    done = take_in(lib, GivenText("Calm", [CALM, passage], text=TEXT, key="d1"))
    assert (done.new, done.there) == (0, 2)


def test_what_the_file_places_exactly_is_not_said_to_be_found_elsewhere(lib: Library) -> None:
    assert take_in(lib, GivenText("Calm", [CALM], text=TEXT)).moved == 0


def test_hard_wrapped_lines_stay_lines(lib: Library) -> None:
    text = "\n".join(["words that fill a line of about fifty characters so"] * 6)
    take_in(lib, GivenText("Wrapped", [GivenPassage("words that", 0, 10)], text=text))
    assert shown(lib)[1] == text


def test_an_article_of_the_same_text_is_found_whatever_it_is_called(
    lib: Library, tmp_path: Path
) -> None:
    text = "Just one line of text, plain as it is.\n"
    lib.add([article_file(tmp_path, "plain.txt", text)])
    done = take_in(lib, GivenText("Other", [GivenPassage("one line", 5, 13)], text=text))
    assert (len(done.found), done.made, len(lib.articles())) == (1, [], 1)


def test_a_page_s_article_is_found_by_its_address(lib: Library) -> None:
    take_in(lib, GivenText("A", [CALM], text=TEXT, url="https://example.org/a"))
    assert shown(lib)[0].path == "https://example.org/a"
    late = GivenPassage("still", prefix="The boat lay ", key="2")
    done = take_in(lib, GivenText("B", [late], url="https://example.org/a#part"))
    assert (done.new, len(done.found)) == (1, 1)
    assert placed(lib)[1].start == TEXT.index("still")


def test_a_file_is_found_by_the_address_that_a_browser_has_for_it(
    lib: Library, tmp_path: Path
) -> None:
    file = article_file(tmp_path, "ebb & flöd.txt", "Just one line of text, plain as it is.\n")
    lib.add([file])
    told = GivenText("Other", [GivenPassage("one line", key="1")], url=file.as_uri() + "#top")
    done = take_in(lib, told)
    assert (len(done.found), done.made) == (1, [])
    elsewhere = told._replace(url="file://other.example" + file.as_uri().removeprefix("file://"))
    assert len(take_in(lib, elsewhere).made) == 1


def test_a_title_is_enough_only_where_no_text_came_and_one_article_has_it(lib: Library) -> None:
    take_in(lib, GivenText("Calm", [CALM], text=TEXT))
    told = GivenText("Calm", [GivenPassage("Nobody spoke", key="9")], key="k")
    assert len(take_in(lib, told).found) == 1
    take_in(lib, GivenText("Calm", [GivenPassage("Wholly", 0, 6)], text="Wholly other."))
    done = take_in(lib, GivenText("Calm", [GivenPassage("Third", key="3")], key="third"))
    assert len(done.made) == 1


def test_an_address_or_an_id_is_not_overruled_by_the_title(lib: Library) -> None:
    def told(words: str, **known: str) -> GivenText:
        return GivenText("Home", [GivenPassage(words)], key=words, **known)  # type: ignore[arg-type]

    take_in(
        lib,
        told("Of a.", url="https://a.example/news"),
        told("Of b.", url="https://b.example/"),
        told("Of c.", article="8a3f1f0e-1d2c-4f55-9a53-7c1f4a1c0d01"),
        told("Of d.", article="8a3f1f0e-1d2c-4f55-9a53-7c1f4a1c0d02"),
        told("Of e.", path="/home/e.pdf"),
        told("Of f.", path="/home/f.pdf"),
    )
    texts = {row.article.id: lib.document(row.article).text for row in lib.articles()}
    assert sorted(texts.values()) == [f"Of {name}." for name in "abcdef"]
    assert all(texts[one.article] == one.quote for one in lib.annotations())


def test_two_texts_of_one_title_are_two_articles(lib: Library) -> None:
    texts = [GivenText("Same", [GivenPassage("Dear", 0, 4)], text=f"Dear {n}.") for n in "ab"]
    assert len(take_in(lib, *texts).made) == 2
    assert len(take_in(lib, *texts).found) == 2
    assert {row.article.title for row in lib.articles()} == {"Same"}


def test_titles_by_different_authors_are_different_articles(lib: Library) -> None:
    for author in ("Ada", "Bo"):
        take_in(lib, GivenText("Poems", [GivenPassage(f"By {author}")], author=author, key=author))
    assert len(lib.articles()) == 2


def test_a_quote_that_stands_elsewhere_is_found_and_said_so(lib: Library) -> None:
    wrong = GivenPassage("Nobody spoke", 3, 15, key="1")
    spaced = GivenPassage("lay  still.\nNobody", 0, 4, key="2")
    done = take_in(lib, GivenText("Calm", [wrong, spaced], text=TEXT))
    assert [one.quote for one in placed(lib)] == ["lay still.\nNobody", "Nobody spoke"]
    assert (done.new, done.moved, done.is_whole) == (2, 2, True)


def test_a_quote_that_stands_twice_is_told_apart_by_what_is_around_it(lib: Library) -> None:
    one = GivenPassage("boat lay still", prefix="spoke; the ", key="1")
    other = GivenPassage("boat lay still", 70, 84, key="2")
    done = take_in(lib, GivenText("Calm", [one, other], text=TEXT))
    sure = [found for found in placed(lib) if found.is_sure]
    assert [found.start for found in sure] == [TEXT.rindex("boat") - 1]
    assert (done.new, done.review + done.orphaned) == (2, 1)


def test_a_quote_that_is_nowhere_keeps_its_words_as_an_orphan(lib: Library) -> None:
    lost = GivenPassage("Purple horizons unfurled backwards", 2, 36, note="why", key="1")
    done = take_in(lib, GivenText("Calm", [CALM, lost], text=TEXT))
    orphan = next(one for one in placed(lib) if one.status == "orphaned")
    assert (orphan.quote, orphan.note) == (lost.quote, "why")
    assert (done.new, done.orphaned) == (2, 1)
    assert take_in(lib, GivenText("Calm", [CALM, lost], text=TEXT)).there == 2


def test_a_text_of_another_version_is_followed_to_the_one_that_is_shown(lib: Library) -> None:
    old = (
        "It began with rain. "
        + "The town was quiet for days and days. " * 3
        + "Then it ended at last."
    )
    take_in(lib, GivenText("Rain", [], text="x" + old, url="https://example.org/r"))
    marks = [
        GivenPassage("It began with rain.", 0, 19, key="1"),
        GivenPassage("Then it ended at last.", len(old) - 22, len(old), key="2"),
        GivenPassage("The town was quiet", 20, 38, status="review", key="3"),
    ]
    done = take_in(lib, GivenText("Rain", marks, text=old, url="https://example.org/r"))
    statuses = {one.quote: one.status for one in placed(lib)}
    assert statuses["Then it ended at last."] == "moved"
    assert statuses["The town was quiet"] == "review"
    assert done.new == 3 and len(lib.articles()) == 1


def test_quotes_without_a_text_make_an_article_that_grows(lib: Library) -> None:
    first = [GivenPassage("One thought.", key="1"), GivenPassage("Another\nthought.", key="2")]
    take_in(lib, GivenText("Book", first, author="Ada", key="book"))
    assert shown(lib)[1] == "One thought.\n\nAnother\nthought."
    more = GivenPassage("A third thought.", key="3", note="new")
    done = take_in(lib, GivenText("Book", [*first, more], author="Ada", key="book"))
    assert (done.new, done.there) == (1, 2)
    assert shown(lib)[1].endswith("\n\nA third thought.")
    assert all(one.is_sure for one in placed(lib))
    lib.undo().result()
    assert shown(lib)[1] == "One thought.\n\nAnother\nthought."


def test_a_passage_that_two_people_marked_stands_once_among_the_quotes(lib: Library) -> None:
    by_ann = GivenPassage("words here", prefix="some ", suffix=" and", annotator="ann", key="1")
    by_zoe = by_ann._replace(annotator="zoe", key="2")
    elsewhere = by_zoe._replace(prefix="other ", key="3")
    take_in(lib, GivenText("Page", [by_ann, by_zoe, elsewhere], key="page"))
    assert shown(lib)[1] == "words here\n\nwords here"
    assert [(one.start, one.annotator) for one in placed(lib)] == [
        (0, "ann"),
        (0, "zoe"),
        (12, "zoe"),
    ]


def test_the_same_words_twice_are_known_again(lib: Library) -> None:
    fox = GivenPassage("fox", note="first")
    passages = [GivenPassage("the brown fox"), fox, fox._replace(note="second")]
    told = GivenText("Fox", passages, key="fox")
    assert take_in(lib, told).new == 2
    before = dump(lib.path)
    done = take_in(lib, told, is_strict=True)
    assert (done.new, done.review, done.orphaned, done.entry) == (0, 0, 0, None)
    assert dump(lib.path) == before


@pytest.mark.parametrize("text", ["A fox and a fox.", "Nothing of it."])
def test_what_stands_nowhere_surely_is_known_again(lib: Library, text: str) -> None:
    take_in(lib, GivenText("Fox", text=text))
    fox = GivenPassage("the fox", note="first")
    told = GivenText("Fox", [fox, fox._replace(note="second")])
    assert take_in(lib, told).new == 1
    assert take_in(lib, told, is_strict=True).entry is None


def test_what_stands_in_no_text_of_the_file_s_keeps_that_status(lib: Library) -> None:
    statuses = {"one": "review", "of two": "orphaned", "two": "anchored", "one of two": "moved"}
    passages = [GivenPassage(quote, status=status) for quote, status in statuses.items()]
    done = take_in(lib, GivenText("Quotes", passages, key="q"), is_strict=True)
    assert {one.quote: one.status for one in placed(lib)} == statuses
    assert shown(lib)[1] == "two\n\none of two"
    more = GivenPassage("three")
    assert take_in(lib, GivenText("Quotes", [more, *passages], key="q"), is_strict=True).new == 1
    unsure = {one.quote: one.status for one in placed(lib) if not one.is_sure}
    assert unsure == {"one": "review", "of two": "orphaned"}
    assert (done.review, done.orphaned) == (0, 0)


def test_what_is_found_again_is_told(lib: Library) -> None:
    take_in(lib, GivenText("Calm", text=TEXT))
    told = GivenText("Calm", [GivenPassage("The sea was calm.", status="orphaned")])
    with pytest.raises(ReaderError, match="the status of 1 annotation"):
        take_in(lib, told, is_strict=True)
    assert take_in(lib, told).losses.counts() == {("the status", "annotation"): 1}
    assert placed(lib)[0].status == "anchored"
    assert take_in(lib, told, is_strict=True).there == 1


def test_an_article_of_quotes_gets_its_text_when_that_comes(lib: Library) -> None:
    url = "https://example.org/calm"
    take_in(lib, GivenText("Calm", [GivenPassage("Nobody spoke", key="2")], url=url))
    take_in(lib, GivenText("Calm", [CALM], text=TEXT, url=url))
    assert shown(lib)[1] == TEXT.replace("\r\n", "\n")
    assert [one.quote for one in placed(lib) if one.is_sure] == [CALM.quote, "Nobody spoke"]


def test_html_is_understood_and_its_places_are_carried_over(lib: Library) -> None:
    markup = "<h1>Sea</h1><p>The <b>sea</b> was\n calm &amp; wide.</p><p>It *was*.</p>"
    text = "SeaThe sea was\n calm & wide.It *was*."
    marks = [
        GivenPassage(text[start:end], start, end, key=str(start))
        for start, end in ((3, 20), (0, 6), (len(text) - 7, len(text) - 1))
    ]
    done = take_in(lib, GivenText("Sea", marks, text=text, markup=markup, key="1"))
    article, canonical = shown(lib)
    assert (article.kind, canonical) == ("html", "Sea\n\nThe sea was calm & wide.\n\nIt *was*.")
    assert [one.quote for one in placed(lib)] == ["Sea\n\nThe", "The sea was calm", "*was*"]
    assert done.new == 3 and done.is_whole


def test_html_that_says_more_than_its_text_keeps_the_passages(lib: Library) -> None:
    markup = (
        "<p>The sea was calm.<img alt='A picture of it' src='x.png'></p><p>The boat lay still.</p>"
    )
    text = "The sea was calm.The boat lay still."
    marks = [GivenPassage("The boat lay still.", 17, 36, key="1")]
    take_in(lib, GivenText("Sea", marks, text=text, markup=markup))
    [one] = placed(lib)
    assert one.quote == "The boat lay still." and "picture" in shown(lib)[1]


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
    assert lib.annotation(own.id).note == "my note"


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


def test_all_tags_are_read_once_however_many_are_made(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    every = Transaction.tags

    def tags(step: Transaction) -> list[Tag]:
        read.append(1)
        return every(step)

    monkeypatch.setattr(Transaction, "tags", tags)
    monkeypatch.setattr(writing_in_turn, "_HOLD", 60)
    words = GivenPassage("sea", tags=tuple(f"of a passage {n}" for n in range(20)))
    given_tags = [GivenTag(f"given {n:02}", slot=n % 10) for n in range(20)]
    done = take_in(lib, *given_tags, GivenText("Calm", [words], text=TEXT))
    assert (done.tags, len(read)) == (40, 1)
    tags_ = [row.tag for row in lib.codebook.rows() if row.tag]
    assert sorted(one.slot for one in tags_ if one.slot) == [*range(1, 10)]
    assert {one.color for one in tags_} == {*TAG_COLORS}


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


def test_half_a_character_is_widened_to_a_whole_one(lib: Library) -> None:
    done = take_in(lib, GivenText("E", [GivenPassage("e", 3, 4)], text="cafe\u0301 au lait"))
    assert placed(lib)[0].quote == "e\u0301"
    assert done.losses.counts() == {("the exact ends", "annotation"): 1}


def test_places_in_a_text_that_nobody_has_are_told_as_lost(lib: Library) -> None:
    around = GivenPassage("A thought.", 50, 60, prefix="Before. ", key="1")
    done = take_in(lib, GivenText("Book", [around, GivenPassage("Another.", key="2")], key="b"))
    assert done.losses.counts() == {
        ("the place", "annotation"): 1,
        ("the context", "annotation"): 1,
    }
    assert take_in(lib, GivenText("Book", [around], key="b")).losses.counts() == {}


def test_what_cannot_be_kept_is_named(lib: Library) -> None:
    done = take_in(
        lib,
        GivenText("Empty", [GivenPassage(note="on nothing")]),
        GivenText("Blank", [], text="  \n"),
        GivenText("Calm", [GivenPassage(start=5, end=5, note="nowhere")], text=TEXT),
    )
    assert [one.words for one in done.dropped] == ["“on nothing”", "Blank", "“nowhere”"]


def test_strictly_nothing_is_written_unless_all_is_kept(lib: Library) -> None:
    lost = GivenPassage("Purple horizons unfurled backwards", key="2")
    before = dump(lib.path)
    for texts in ([GivenText("Calm", [CALM, lost], text=TEXT)], [GivenTag(";")]):
        with pytest.raises(ReaderError, match="not all of"):
            take_in(lib, *texts, is_strict=True)
    assert dump(lib.path) == before and not lib.log()
    assert take_in(lib, GivenText("Calm", [CALM], text=TEXT), is_strict=True).new == 1


def test_stopping_keeps_what_is_in_and_the_same_again_goes_on(lib: Library) -> None:
    texts = [
        GivenText(
            f"T{n}", [GivenPassage(f"Text {n}", 0, 6 + len(str(n)))], text=f"Text {n}. " * 40_000
        )
        for n in range(12)
    ]
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 22

    done = take_in(lib, *texts, stopped=stopped)
    assert done.stopped and 0 < done.new < 12
    assert take_in(lib, *texts).new == 12 - done.new
    lib.undo().result()
    lib.undo().result()
    assert not lib.articles()


def test_the_library_s_own_ids_are_never_taken_over(lib: Library) -> None:
    take_in(
        lib,
        GivenText("Calm", [CALM._replace(id="5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c1")], text=TEXT),
    )
    other = GivenPassage("Else", 0, 4, id="5B0C6F86-93F5-4A3C-9A4E-0D3F2A6BE8C1")
    done = take_in(lib, GivenText("Else", [other, other._replace(end=4, key="x")], text="Else."))
    assert done.new == 1 and {one.quote for one in placed(lib)} == {CALM.quote, "Else"}


_ANY = st.text(max_size=12) | st.sampled_from(
    ["\ud800", "\x00", "../..", "</script>", "\ufeff", " "]
)
_NUMBERS = st.integers(-5, 60) | st.sampled_from([10**15, -(10**15)])
_PASSAGES = st.builds(
    GivenPassage,
    quote=_ANY | st.sampled_from(["a b", "b\r\nc", "e"]),
    start=_NUMBERS,
    end=_NUMBERS,
    prefix=_ANY,
    suffix=_ANY,
    tags=st.lists(_ANY, max_size=3).map(tuple),
    note=_ANY,
    annotator=_ANY,
    created=_ANY | st.just("0001-01-01T00:00:00+14:00"),
    status=_ANY | st.sampled_from(["review", "orphaned", "moved"]),
    text_hash=_ANY,
    id=_ANY | st.just("5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c1"),
    key=_ANY,
)
_TEXTS = st.builds(
    GivenText,
    title=_ANY,
    passages=st.lists(_PASSAGES, max_size=5),
    text=st.none() | _ANY | st.just("\ufeffa b\r\nc de\u0301 a b\u2028x"),
    article=_ANY | st.just("5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c2"),
    text_hash=_ANY,
    blocks=st.sampled_from([b"", b"[", b"[[0,1,2]]", b"\0blocks\2junk", b"[[0,9999999999,1]]"]),
    rules=st.integers(-1, 5),
    kind=_ANY,
    path=_ANY,
    url=_ANY | st.just("https://example.org/"),
    author=_ANY,
    metadata=st.dictionaries(_ANY, _ANY | st.lists(_ANY), max_size=2),
    key=_ANY,
)


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(_TEXTS | st.builds(GivenTag, _ANY, _ANY, _ANY, _NUMBERS), max_size=4))
def test_whatever_is_given_the_library_stays_sound(
    lib: Library, given_: list[GivenText | GivenTag]
) -> None:
    take_in(lib, *given_)
    again = take_in(lib, *given_)
    # Of two that claim to be one article, the second may become it and draw the first to it.
    claims = [one.article for one in given_ if isinstance(one, GivenText) and one.article]
    if len(set(claims)) == len(claims):
        assert not again.made and not again.new
    assert [str(one) for one in doctor.examine(lib.path) if one.grade == "problem"] == []


def test_a_mark_without_words_is_named_by_where_it_is(lib: Library) -> None:
    blank = GivenPassage(" \n", 17, 18, key="12")
    done = take_in(lib, GivenText("Calm", [blank, GivenPassage(start=5, end=5)], text=TEXT))
    assert [one.words for one in done.dropped] == ["mark 12 in “Calm”", "a mark in “Calm”"]
