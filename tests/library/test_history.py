"""Everything can be undone and done again, over restarts, and never over a later change."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reader.annotation.model import Article
from reader.errors import ConflictError, DamagedError, ReaderError
from reader.library import Library
from reader.text.document import Span
from tests.library.given import article_file, dump, library, library_with_article, marked
from tests.library.kept import altered

QUOTES = ("170,000", "Twitter", "large", "José", "A last sentence")


def test_undo_takes_back_and_redo_makes_again(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    first = marked(opened, article, "170,000", "figures", note="so many")
    assert opened.undo().result().message == "Undid: tagged figures and noted"
    assert opened.annotations() == []
    assert opened.tags() == []
    assert opened.redo().result().message == "Redid: tagged figures and noted"
    assert opened.annotations() == [first]
    opened.close()


def test_undo_says_where_it_was(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000")
    entry = opened.undo().result().entry
    assert entry is not None
    assert (entry.article, entry.offset, entry.target) == (article.id, made.start, 2)
    opened.close()


def test_undo_tells_the_one_annotation_it_touched(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", "figures")
    opened.delete(made).result()
    done = opened.undo().result()
    assert (done.touched, done.annotation) == (made.id, made)
    done = opened.undo().result()
    assert (done.touched, done.annotation) == (made.id, None)
    done = opened.undo().result()
    assert (done.touched, done.annotation) == ("", None)
    opened.close()


def test_undo_goes_on_after_a_restart(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000")
    opened.close()
    with library(tmp_path) as again:
        assert again.undo().result().message == "Undid from another session: highlighted"
        assert again.annotations() == []
    with library(tmp_path) as again:
        again.redo().result()
        assert len(again.annotations()) == 1


def test_undo_takes_this_windows_steps_before_those_of_others(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    with library(tmp_path, annotator="bea") as other:
        marked(opened, article, "170,000", "mine")
        marked(other, article, "170,000", "hers")
        assert opened.undo().result().message == "Undid: tagged mine"
        with pytest.raises(ConflictError, match="cannot undo ‘Added"):
            opened.undo().result()
    opened.close()


def test_undo_says_whose_step_it_was(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.close()
    with library(tmp_path, annotator="bea") as other:
        marked(other, article, "170,000", "hers")
    with library(tmp_path) as again:
        message = again.undo().result().message
    assert message == "Undid what bea did in another window: tagged hers"


def test_a_new_step_clears_what_could_be_redone(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000")
    opened.undo().result()
    marked(opened, article, "large")
    with pytest.raises(ConflictError, match="nothing to redo"):
        opened.redo().result()
    opened.close()


def test_what_a_later_step_depends_on_is_not_taken_back(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    with library(tmp_path, annotator="bea") as other:
        marked(opened, article, "170,000", "shared")
        marked(other, article, "large", "shared")
        with pytest.raises(ConflictError, match="‘Tagged shared’ by bea"):
            opened.undo().result()
        other.undo().result()
        opened.undo().result()
        assert opened.annotations() == []
    opened.close()


def test_what_a_later_step_changed_and_changed_back_is_not_taken_back_under_it(
    tmp_path: Path,
) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", note="first")
    opened.edit(made, note="second").result()
    with library(tmp_path, annotator="bea") as other:
        for note in ("third", "second"):
            other.edit(other.annotation(made.id), note=note).result()
        with pytest.raises(ConflictError, match="‘Changed the note’ by bea"):
            opened.undo().result()
        other.undo().result()
        other.undo().result()
        opened.undo().result()
        assert opened.annotations() == [made]
        for note in ("third", "first"):
            other.edit(other.annotation(made.id), note=note).result()
        with pytest.raises(ConflictError, match="‘Changed the note’ by bea"):
            opened.redo().result()
    opened.close()


def test_adding_is_not_undone_under_annotations(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    with library(tmp_path, annotator="bea") as other:
        marked(other, article, "170,000")
        with pytest.raises(ConflictError, match="‘Highlighted’ by bea"):
            opened.undo().result()
    assert [row.article for row in opened.articles()] == [article]
    opened.close()


def test_a_removed_article_comes_back_with_everything(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "figures", note="note")
    before = dump(opened.path)
    text = opened.document(article).text
    opened.remove_article(article).result()
    assert opened.articles() == []
    opened.close()
    with library(tmp_path) as again:
        assert again.undo().result().entry
        assert again.document(article).text == text
        assert dump(again.path) == before


def test_a_removal_is_not_undone_over_the_same_file_added_again(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.remove_article(article).result()
    with library(tmp_path, annotator="bea") as other:
        other.add([tmp_path / "numbers.md"])
        with pytest.raises(ConflictError, match="Added"):
            opened.undo().result()
    opened.close()


def test_a_deletion_is_not_undone_over_the_same_passage_marked_again(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.delete(marked(opened, article, "170,000")).result()
    with library(tmp_path) as other:
        marked(other, article, "170,000", "again")
        with pytest.raises(ConflictError, match="Tagged again"):
            opened.undo().result()
    opened.close()


def test_there_is_nothing_to_undo_at_the_beginning(tmp_path: Path) -> None:
    with library(tmp_path) as opened, pytest.raises(ConflictError, match="nothing to undo"):
        opened.undo().result()


def step(opened: Library, article: Article, chance: random.Random, folder: Path) -> bool:
    """Do something at random; whether it made an entry."""
    annotations = opened.annotations()
    length = len(opened.document(opened.article(article.id)).text)
    kind = chance.choice(["mark", "mark", "tags", "note", "span", "delete", "add", "change"])
    before = len(opened.log())
    try:
        if kind == "mark" or (not annotations and kind not in ("add", "change")):
            start = chance.randrange(length - 20)
            span = Span(start, start + chance.randrange(1, 20))
            tags = chance.sample(["a", "b", "c/d", "E"], chance.randrange(3))
            opened.annotate(opened.article(article.id), span, tags=tags, note="n").result()
        elif kind == "tags":
            one = chance.choice(annotations)
            new = [f"t{chance.randrange(30)}"]
            opened.edit(one, add_tags=new, remove_tags=one.tags[:1]).result()
        elif kind == "note":
            opened.edit(chance.choice(annotations), note=f"n{chance.random()}").result()
        elif kind == "span":
            start = chance.randrange(length - 20)
            opened.edit(chance.choice(annotations), span=Span(start, start + 7)).result()
        elif kind == "delete":
            opened.delete(chance.choice(annotations)).result()
        elif kind == "add":
            name = f"more{chance.randrange(1000)}.txt"
            opened.add([article_file(folder, name, f"Some text {name}\n\nand more.")])
        else:
            path = folder / "numbers.md"
            path.write_text(path.read_text() + f"\n\nMore {chance.random()}.\n")
            opened.add([path])
    except ReaderError:
        pass
    return len(opened.log()) > before


@pytest.mark.parametrize("seed", range(4))
def test_fifty_steps_back_and_forth_give_the_same_database(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    opened, article = library_with_article(tmp_path)
    states = [dump(opened.path)]
    while len(states) <= 50:
        if step(opened, article, chance, tmp_path):
            states.append(dump(opened.path))
    for number in reversed(range(50)):
        opened.undo(own_first=number % 2 == 0).result()
        assert dump(opened.path) == states[number]
        if number == 25:
            opened.close()
            opened = library(tmp_path)
    for number in range(1, 51):
        opened.redo().result()
        assert dump(opened.path) == states[number]
    opened.close()


def test_a_text_that_is_no_longer_kept_is_told_and_nothing_is_undone(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    opened.remove_article(article).result()
    altered(opened.path, "DELETE FROM log_text")
    before = dump(opened.path)
    with pytest.raises(DamagedError, match="is damaged") as told:
        opened.undo().result()
    assert "\n" not in str(told.value)
    assert dump(opened.path) == before
    assert opened.log()[0].kind == "remove"
    opened.close()


def test_blocks_that_are_no_longer_kept_are_told_and_nothing_is_undone(tmp_path: Path) -> None:
    opened, _ = library_with_article(tmp_path, "Some *plain* words.\n")
    opened.add([article_file(tmp_path, text="Some plain words.\n")])
    altered(opened.path, "DELETE FROM log_text")
    before = dump(opened.path)
    with pytest.raises(DamagedError, match="is damaged"):
        opened.undo().result()
    assert dump(opened.path) == before
    opened.close()
