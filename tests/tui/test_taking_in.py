"""The corpus is taken in again by key, and a file that changes while it is open is noticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.library import AddProgress, AddReport, Library, Problem
from reader.library.pace import Pace
from reader.library.reports import Pair
from reader.tui.taking_in import summary
from tests.tui.given import ONE, Hands, library_of, reading


def open_file(hands: Hands) -> Path:
    assert hands.desk.article is not None
    return Path(hands.desk.article.path)


async def looked(hands: Hands) -> None:
    """Let the clock look at the file, and tell of it."""
    for _ in range(2):
        hands.desk._look_for_changes()
        thread = hands.desk.watching._thread
        assert thread is not None
        thread.join()
    hands.desk._look_for_changes()
    await hands.settled()


def in_the_past(path: Path) -> None:
    os.utime(path, (1_600_000_000, 1_600_000_000))


async def test_a_file_that_changed_while_it_is_open_is_offered_and_taken_in(
    library: Library,
) -> None:
    async with reading(library) as hands:
        await looked(hands)
        assert "changed" not in hands.text
        await hands.go("The core, said one")
        await hands.press("enter")
        file = open_file(hands)
        file.write_text(ONE.replace("Twitter deleted", "A line is new.\n\nTwitter deleted"))
        await looked(hands)
        assert hands.said == "The file of this article changed on disk · I takes it in"
        assert "changed on disk · I" in hands.screen()[0]
        await hands.press("I")
        await hands.until(lambda: "changed" in hands.said and "disk" not in hands.said)
        assert "A line is new." in hands.text
        assert hands.current.startswith("The core, said one")
        [mark] = hands.stored()
        assert (mark.quote, mark.status) == ("The core, said one, was small.", "moved")
        assert "changed on disk" not in hands.text
        await looked(hands)
        assert "changed on disk" not in hands.text


async def test_a_change_is_told_once_and_shown_as_long_as_it_lasts(library: Library) -> None:
    async with reading(library) as hands:
        open_file(hands).write_text(ONE + "More.\n")
        await looked(hands)
        hands.desk.say("Something else")
        await looked(hands)
        assert hands.said == "Something else"
        assert "changed on disk" in hands.screen()[0]


async def test_what_is_read_is_left_alone_where_its_file_goes(library: Library) -> None:
    async with reading(library) as hands:
        open_file(hands).unlink()
        await looked(hands)
        assert "disk" not in hands.text
        assert "Twitter deleted 170,000 accounts." in hands.text
        await looked(hands)
        assert hands.said == "The file of this article is not where it was · I looks for it"
        hands.desk.say("Something else")
        await looked(hands)
        assert hands.said == "Something else"


async def test_the_open_article_goes_with_its_file_to_another_name(tmp_path: Path) -> None:
    opened = library_of(tmp_path)
    async with reading(opened) as hands:
        hands.desk._corpus = tmp_path / "corpus"
        file = open_file(hands)
        other = file.rename(file.with_name("z.md"))
        await hands.press("I")
        await hands.until(lambda: hands.said == "1 moved")
        assert open_file(hands) == other
        await hands.press("I")
        await hands.until(lambda: hands.said == "Nothing new on disk")
        other.write_text(other.read_text() + "More.\n")
        await looked(hands)
        assert hands.said == "The file of this article changed on disk · I takes it in"
    opened.close()


async def test_taking_in_again_says_where_nothing_is_new(tmp_path: Path) -> None:
    opened = library_of(tmp_path)
    async with reading(opened) as hands:
        hands.desk._corpus = tmp_path / "corpus"
        await hands.press("I")
        await hands.until(lambda: hands.said == "Nothing new on disk")
        (tmp_path / "corpus" / "new.md").write_text("# Delta\n\nNew.\n")
        (tmp_path / "corpus" / "1.md").unlink()
        await hands.press("f5")
        await hands.until(lambda: hands.said == "1 article added · 1 gone")
        await hands.until(lambda: "Delta" in hands.text)
    opened.close()


def test_what_is_gone_is_said_quietly(library: Library) -> None:
    article = library.articles()[0].article
    assert summary(AddReport(gone=(article,) * 2), "R") == "2 gone"


def test_all_that_a_report_tells_of_is_said_in_one_line_of_which_long_parts_are_cut(
    library: Library,
) -> None:
    one, other = (row.article for row in library.articles()[:2])
    problem = Problem("/corpus/bad.md", "is not valid UTF-8")
    warning = Problem("/corpus/old.txt", "read as a guess; " + "and so on " * 30)
    report = AddReport(
        added=(one,),
        back=(other,),
        unchanged=("/corpus/a.md",),
        problems=(problem,) * 3,
        review=2,
        orphaned=1,
        copies=(Pair(one, other, 0.9),),
        warnings=(warning, warning),
    )
    assert {part.kind for part in report.parts} == {
        *("added", "back", "unchanged", "problems", "review", "orphaned", "copies", "warnings")
    }
    said = summary(report, "R")
    assert said.startswith(
        "3 not taken in, first bad.md: is not valid UTF-8"
        " · 1 article added · 1 there again · 1 near copy of other articles"
        " · 2 annotations to review, 1 annotation orphaned · R"
        " · 2 warnings, first old.txt: read as a guess; and so on"
    )
    assert said.endswith("…")
    assert len(said) < 300


def test_a_single_file_that_is_not_taken_in_is_named_without_a_count() -> None:
    report = AddReport(problems=(Problem("/corpus/bad.md", "is not valid UTF-8"),))
    assert summary(report, "R") == "not taken in: bad.md: is not valid UTF-8"


@pytest.mark.parametrize(
    ("at", "now", "said"),
    [
        (0.4, AddProgress(300, 10_000, ""), ""),
        (0.6, AddProgress(300, 10_000, ""), "300 of 10,000"),
        (0.7, AddProgress(12_500, 0, ""), "12,500 found"),
        (9.0, AddProgress(0, 1, "", share=0.5), "50%"),
        (4.0, AddProgress(400, 10_000, ""), "400 of 10,000 · 100 a second · 1 min 36 s left"),
    ],
)
def test_how_far_it_is_is_said_of_what_takes_longer(at: float, now: AddProgress, said: str) -> None:
    pace = Pace(0.0)
    pace.said(0.0, AddProgress(0, 10_000, ""))
    assert pace.said(at, now) == said
