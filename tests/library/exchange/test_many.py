"""What an import does for very many: work that is counted here, for it must not grow with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given as given_by
from hypothesis import strategies as st

from reader.annotation.model import Annotation
from reader.annotation.tagging import united
from reader.formats.given import GivenPassage, GivenTag, GivenText
from reader.library import Library
from reader.library.exchange import cleaning, importing, keeping, writing_in_turn
from reader.library.exchange.identity import Identity
from reader.library.exchange.joining import Joining, has_all
from reader.library.exchange.separating import Together, Told
from reader.store import known_articles
from reader.store.connection import Connection
from reader.store.transaction import Transaction
from tests.library.exchange.given import CALM, TEXT, placed, take_in

MEMOS = [GivenPassage(note=f"memo {n}") for n in range(300)]


def chained(passages: list[GivenPassage]) -> Iterator[tuple[str, str]]:
    """Give the ids that passages have always had: each time from the beginning of their chain."""
    taken: dict[str, GivenPassage] = {}
    for one in passages:
        own, other = Identity("tried", "a").ids(one)
        while taken.setdefault(own, one) != one:
            own = other = cleaning.id_of(own, other)
        yield own, other


_LIKE = st.builds(
    GivenPassage,
    start=st.sampled_from([-1, 4]),
    note=st.sampled_from("abcd"),
    key=st.sampled_from(["", "k"]),
    id=st.sampled_from(["", "5b0c6f86-93f5-4a3c-9a4e-0d3f2a6be8c1"]),
)


@given_by(st.lists(_LIKE, max_size=12), st.integers(0, 11))
def test_ids_stay_what_they_were(like: list[GivenPassage], at: int) -> None:
    # One may even have the id that another one came to.
    at = min(at, len(like))
    mean = [GivenPassage(note="mean", id=own) for own, _ in [*chained(like)][at : at + 1]]
    passages = [*like[:at], *mean, *like[at:]]
    assert Identity("tried", "a").all_ids(passages) == [*chained(passages)]


def test_a_memo_s_id_costs_the_same_after_however_many(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    id_of = cleaning.id_of

    def counted(*known_by: str) -> str:
        asked.append("")
        return id_of(*known_by)

    monkeypatch.setattr(cleaning, "id_of", counted)
    take_in(lib, GivenText("Calm", MEMOS, text=TEXT))
    # Its own, the one instead of that, and one more where that is taken; some are the texts'.
    assert len(MEMOS) < len(asked) < 3 * len(MEMOS) + 10


_NOTES = st.lists(st.text("ab\n", max_size=5), min_size=1, max_size=8)
_TAGS = st.lists(st.sampled_from(["sea", "Sea", "salt"]), max_size=3)


@given_by(st.lists(st.tuples(_NOTES.map("\n\n".join), _TAGS), min_size=1, max_size=6))
def test_joining_one_by_one_is_joining_with_what_there_is(
    given_: list[tuple[str, list[str]]],
) -> None:
    first, *others = [
        Annotation("", "a", "h", 0, 1, "x", note=note, tags=united(tags)) for note, tags in given_
    ]
    grown, note, tags = Joining(first), first.note, first.tags
    for one in others:
        grown.add(one)
        if not has_all(note, one.note):
            note = one.note if has_all(one.note, note) else f"{note}\n\n{one.note}"
        tags = united([*tags, *one.tags])
        assert grown.whole == first._replace(note=note, tags=tags)


_TOLD = st.builds(
    Told,
    st.sampled_from(["", "id"]),
    st.frozensets(st.sampled_from(["sea", "salt"]), max_size=2),
    st.sampled_from(["", "note"]),
    st.sampled_from(["", "2024"]),
    st.just(""),
)


@given_by(st.lists(_TOLD, min_size=1, max_size=8))
def test_another_one_is_what_no_earlier_one_told(given_: list[Told]) -> None:
    first, *others = given_
    together, kept = Together(first), [first]
    for one in others:
        labels = [it for it in kept if it.is_label and one.is_label]
        is_same = one in kept or any(it._replace(tags=one.tags) == one for it in labels)
        assert together.add(one) is not is_same
        kept += [] if is_same else [one]


def test_what_many_memos_become_is_put_together_once(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Joining] = []

    class Counted(Joining):
        def __init__(self, *first: object) -> None:
            made.append(self)
            super().__init__(*first)  # type: ignore[arg-type]  # As it is called.

    monkeypatch.setattr(keeping, "Joining", Counted)
    assert take_in(lib, GivenText("Calm", MEMOS, text=TEXT)).new == 1
    assert placed(lib)[0].note.split("\n\n") == [one.note for one in MEMOS]
    assert len(made) == 1
    assert take_in(lib, GivenText("Calm", MEMOS, text=TEXT)).entry is None


def test_an_import_ends_in_the_midst_of_a_text(lib: Library) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 100

    done = take_in(lib, GivenText("Calm", MEMOS, text=TEXT), stopped=stopped)
    assert done.stopped and asked < 110 and not lib.articles()


def test_each_portion_takes_up_what_the_one_before_it_left(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    portion = writing_in_turn.portion

    def counted(waiting: list[object], *others: object) -> writing_in_turn.Written:
        def each() -> Iterator[object]:
            for one in waiting:
                looked.append(1)
                yield one

        return portion(each(), *others)  # type: ignore[arg-type]  # As it is called.

    monkeypatch.setattr(importing, "portion", counted)
    monkeypatch.setattr(importing, "_REST", 0)
    monkeypatch.setattr(writing_in_turn, "_HOLD", -1)
    assert take_in(lib, *(GivenTag(f"t{n}") for n in range(40))).tags == 40
    # The last but one of each portion is where it ends.
    assert len(looked) < 2 * 40 and len(lib.log()) == 1


def test_tags_do_not_wait_for_the_end_of_the_file(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_MANY", 10)
    most = 0
    append = Transaction.put_tag

    def watched(step: Transaction, tag: object) -> None:
        nonlocal most
        most = max(most, len(waiting))
        append(step, tag)  # type: ignore[arg-type]  # As it is called.

    monkeypatch.setattr(Transaction, "put_tag", watched)
    waiting: list[object] = []
    portion = writing_in_turn.portion

    def seen(now: list[object], *others: object) -> writing_in_turn.Written:
        waiting[:] = now
        return portion(now, *others)  # type: ignore[arg-type]  # As it is called.

    monkeypatch.setattr(importing, "portion", seen)
    assert take_in(lib, *(GivenTag(f"t{n}") for n in range(40))).tags == 40
    assert most == 10


def test_texts_that_are_known_are_not_held(lib: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    length = 1_000
    texts = [GivenText(f"T{n}", text=f"Text {n}. ".ljust(length, "x")) for n in range(20)]
    held: list[int] = []
    portion = writing_in_turn.portion

    def seen(waiting: list[object], *others: object) -> writing_in_turn.Written:
        held.append(len(waiting))
        return portion(waiting, *others)  # type: ignore[arg-type]  # As it is called.

    monkeypatch.setattr(importing, "portion", seen)
    take_in(lib, *texts)
    held.clear()
    done = take_in(lib, *texts)
    assert (held, len(done.found), done.entry) == ([], 20, None)
    # Where something is marked in them they wait, but no more of them than fit.
    monkeypatch.setattr(importing, "_BATCH", 5 * length)
    marked = [one._replace(passages=[GivenPassage("Text", 0, 4)]) for one in texts]
    assert take_in(lib, *marked).new == 20 and held and max(held) <= 5
    held.clear()
    assert take_in(lib, *marked).there == 20 and held and max(held) <= 5


def test_the_index_of_articles_is_closed_with_the_import(
    lib: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Connection] = []
    make = known_articles._made

    def kept(*rows: object) -> Connection:
        made.append(make(*rows))  # type: ignore[arg-type]  # As it is called.
        return made[-1]

    monkeypatch.setattr(known_articles, "_made", kept)
    monkeypatch.setattr(known_articles, "_FEW", 0)
    take_in(lib, GivenText("Calm", [CALM], text=TEXT, url="https://example.org/calm"))
    assert len(made) == 2
    for one in made:
        with pytest.raises(sqlite3.ProgrammingError):
            one.execute("SELECT 1")
