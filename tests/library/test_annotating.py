"""One passage, one annotation: with its tags and note in one step, never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import ConflictError, MisuseError, ReaderError
from reader.text.document import Span
from tests.library.given import library, library_with_article, marked, span_of


def test_an_annotation_has_its_quote_context_tags_and_note(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", "Figures", "actors/state", note="many")
    text = opened.document(article).text
    assert text[made.start : made.end] == made.quote == "170,000"
    assert made.prefix == text[: made.start][-32:]
    assert made.suffix == text[made.end : made.end + 32]
    assert (made.tags, made.note) == (("Figures", "actors/state"), "many")
    assert (made.annotator, made.status, made.text_hash) == ("ann", "anchored", article.text_hash)
    assert opened.annotations() == [made]
    assert len(opened.log()) == 2
    opened.close()


def test_the_same_passage_is_never_marked_twice_by_one_annotator(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    first = marked(opened, article, "170,000", "a")
    again = marked(opened, article, "170,000", "A", "b", note="n")
    assert again.id == first.id
    assert (again.tags, again.note) == (("a", "b"), "n")
    with library(tmp_path, annotator="bea") as other:
        assert marked(other, article, "170,000").id != first.id
    assert len(opened.annotations()) == 2
    opened.close()


def test_giving_what_is_there_changes_nothing(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    first = marked(opened, article, "170,000", "a", note="n")
    done = opened.annotate(article, Span(first.start, first.end), tags=["a"], note="n").result()
    assert (done.entry, done.annotation) == (None, first)
    opened.close()


@pytest.mark.parametrize(
    "span", [Span(0, 0), Span(-1, 3), Span(5, 4), Span(0, 10_000), Span(10_000, 10_001)]
)
def test_what_is_no_passage_is_refused(tmp_path: Path, span: Span) -> None:
    opened, article = library_with_article(tmp_path)
    with pytest.raises(MisuseError):
        opened.annotate(article, span).result()
    assert opened.annotations() == []
    opened.close()


def test_a_character_is_not_parted_from_its_accents(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path, "Jose\u0301 came.\n")
    with pytest.raises(MisuseError, match="middle of a character"):
        opened.annotate(article, Span(0, 4)).result()
    opened.annotate(article, Span(0, 5)).result()
    opened.close()


@pytest.mark.parametrize("tag", ["", " ", "a;b", "a//b", "/a", "a/", "a\nb", "a\x1bb", "x" * 201])
def test_a_path_that_cannot_be_a_tag_is_refused_and_nothing_is_marked(
    tmp_path: Path, tag: str
) -> None:
    opened, article = library_with_article(tmp_path)
    with pytest.raises(MisuseError):
        opened.annotate(article, Span(0, 7), tags=["good", tag]).result()
    assert opened.annotations() == []
    assert opened.tags() == []
    opened.close()


def test_new_tags_take_colours_and_slots_in_turn(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", *(f"tag{number}" for number in range(11)))
    found = sorted((use.tag for use in opened.tags()), key=lambda tag: int(tag.path[3:]))
    assert [tag.slot for tag in found] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0]
    assert [tag.color for tag in found[:3]] == ["amber", "green", "rose"]
    assert found[8].color == "amber"
    opened.close()


def test_tags_come_most_recently_used_first(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    marked(opened, article, "170,000", "first")
    opened.set_read(article.id, True).result()
    marked(opened, article, "large", "second")
    assert [use.tag.path for use in opened.tags()] == ["second", "first"]
    opened.close()


def test_a_stale_note_overwrites_nothing(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    seen = marked(opened, article, "170,000", note="first")
    with library(tmp_path, annotator="bea") as other:
        other.edit(other.annotation(seen.id), note="from bea").result()
    done = opened.edit(seen, note="from ann").result()
    assert done.annotation is not None
    assert done.annotation.note.startswith("from bea\n\n")
    assert done.annotation.note.endswith("\nfrom ann")
    assert "both" in done.message
    opened.close()


def test_a_note_written_meanwhile_is_not_emptied_unseen(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    seen = marked(opened, article, "170,000", note="first")
    opened.edit(seen, note="second").result()
    done = opened.edit(seen, note="").result()
    assert done.entry is None
    assert "meanwhile" in done.message
    assert opened.annotation(seen.id).note == "second"
    opened.close()


def test_tags_given_in_two_windows_are_both_kept(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    seen = marked(opened, article, "170,000", "a")
    with library(tmp_path) as other:
        other.edit(seen, add_tags=["b"]).result()
    done = opened.edit(seen, add_tags=["c"], remove_tags=["A"]).result()
    assert done.annotation is not None
    assert done.annotation.tags == ("b", "c")
    opened.close()


def test_moving_the_ends_keeps_the_rest(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    seen = marked(opened, article, "170,000", "a", note="n")
    done = opened.edit(seen, span=span_of(opened, article, "170,000 accounts")).result()
    now = done.annotation
    assert now is not None
    assert now.quote == "170,000 accounts"
    assert (now.id, now.tags, now.note, now.created) == (seen.id, seen.tags, "n", seen.created)
    opened.close()


def test_ends_are_not_moved_onto_another_annotation(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    seen = marked(opened, article, "170,000")
    marked(opened, article, "Twitter")
    with pytest.raises(ConflictError):
        opened.edit(seen, span=span_of(opened, article, "Twitter")).result()
    opened.close()


def test_a_note_written_meanwhile_is_not_deleted_unseen(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    seen = marked(opened, article, "170,000")
    opened.edit(seen, note="new").result()
    with pytest.raises(ConflictError):
        opened.delete(seen).result()
    opened.delete(opened.annotation(seen.id)).result()
    with pytest.raises(ConflictError, match="gone"):
        opened.edit(seen, note="x").result()
    opened.close()


def test_control_characters_in_a_note_become_harmless(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    assert marked(opened, article, "170,000", note="a\r\nb\x1b[2J").note == "a\nb␛[2J"
    opened.close()


def test_annotations_are_narrowed_by_tag_article_status_and_words(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    one = marked(opened, article, "170,000", "Actors/State", note="the note")
    two = marked(opened, article, "large", "actors")
    marked(opened, article, "A last sentence", "actorsx")
    assert opened.annotations(tag="ACTORS") == [one, two]
    assert opened.annotations(tag="actors/state") == [one]
    assert opened.annotations(query="NOTE 170") == [one]
    assert len(opened.annotations(query="numbers")) == 3
    assert opened.annotations(article="nothing") == []
    assert opened.annotations(status="moved") == []
    opened.close()


_TEXTS = st.text(
    st.sampled_from("ab \n\r\té\u0301漢字。😀👨\u200d👩🏽\ufeff\u202e\x1b*_#`[]()-1.|"),
    min_size=1,
    max_size=60,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), text=_TEXTS, markdown=st.booleans())
def test_the_quote_always_stands_where_the_annotation_says(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, text: str, markdown: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / ("a.md" if markdown else "a.txt")
    path.write_bytes(text.encode())
    with library(folder) as opened:
        report = opened.add([path])
        for article in report.added:
            length = article.length
            start = data.draw(st.integers(0, length))
            end = data.draw(st.integers(start, length))
            try:
                opened.annotate(article, Span(start, end)).result()
            except ReaderError:
                continue
            [made] = opened.annotations()
            whole = opened.document(article, made.text_hash).text
            assert whole[made.start : made.end] == made.quote == whole[start:end]


def test_annotations_are_found_by_a_tag_however_it_is_spelt(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "170,000", "a/b\u00a0c")
    for spelt in (" a / b c ", "a/", "A/B\u00a0C"):
        assert opened.annotations(tag=spelt) == [made]
        assert len(opened.records(tag=spelt)) == 1
    assert opened.annotations(tag="/") == []
    opened.close()


def test_the_history_says_what_was_deleted(tmp_path: Path) -> None:
    opened, article = library_with_article(tmp_path)
    made = marked(opened, article, "Twitter has deleted 170,000 accounts. The numbers were large.")
    opened.delete(made).result()
    assert opened.log(1)[0].summary == "Deleted “Twitter has deleted 170,000 accounts. T…”"
    opened.close()
