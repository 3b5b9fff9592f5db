"""Boilerplate: found in raw web texts, and in nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from reader.text import markdown, plain
from reader.text.boilerplate import runs
from reader.text.document import Document
from tests.text.strategies import documents
from tests.text.web_cases import WebText, flagged, held_out, seen

_ROOT = Path(__file__).parents[2]
PRECISION_AT_LEAST, RECALL_AT_LEAST = 0.97, 0.95

_ARTICLE = """
The old swing bridge over the harbour mouth is closed to all traffic for two winters. Ferries run.

Engineers found cracks in eleven of its forty bearings last autumn, and the work cannot be done now.
"""
NOT_OF_THE_WEB = {
    "a poem": "Home\n\nHome, where the kettle sings,\nhome, where the bell\n\nHome\n\n" * 5
    + _ARTICLE,
    "an essay on the press": _ARTICLE + "\nAdvertising\n\n" + _ARTICLE + "\nSubscribe\n" + _ARTICLE,
    "a list of facts": "Sport\nNews\nWeather\nSearch\nShare\nPrint\n" + _ARTICLE,
    "one suspicious line in its middle": _ARTICLE + "\nRelated articles\n" + _ARTICLE,
    "a short article": "Bridge closed\n\nThe bridge is closed. Ferries run.",
    "nothing but a menu": "Skip to content\nHome\nNews\nSport\nPrivacy policy\nTerms of use\n",
    "a licence": "Copyright 2020, the makers of the bridge\nAll rights reserved.\n" + _ARTICLE,
    "a passage that comes again": (_ARTICLE.strip().replace("\n\n", " ") * 2 + "\n\n") * 2,
    "what is said of cookies": _ARTICLE
    + "\n“We use cookies,” it says on the page that nobody reads, and below that stands a button.\n"
    + _ARTICLE,
    "nothing": "",
}


@pytest.mark.parametrize("case", seen(), ids=lambda case: case.name)
def test_the_lines_are_found_that_are_labelled(case: WebText) -> None:
    assert flagged(case.text) == case.labelled


def test_rules_carry_over_to_texts_they_were_not_written_from() -> None:
    # Only the counts are told: a text that is shown would be seen.
    found = right = labelled = 0
    for case in held_out():
        lines = flagged(case.text)
        found += len(lines)
        labelled += len(case.labelled)
        right += len(lines & case.labelled)
    if right < PRECISION_AT_LEAST * found or right < RECALL_AT_LEAST * labelled:
        told = f"{right} of {found} found lines are right, {labelled} are labelled"
        pytest.fail(told, pytrace=False)


@pytest.mark.parametrize("name", NOT_OF_THE_WEB)
def test_a_text_that_is_not_of_the_web_is_left_alone(name: str) -> None:
    assert flagged(NOT_OF_THE_WEB[name]) == frozenset()


@pytest.mark.parametrize(
    "path",
    [*_ROOT.glob("corpus/*.md"), *_ROOT.glob("docs/**/*.md"), *_ROOT.glob("*.md")],
    ids=lambda path: path.name,
)
def test_the_project_s_own_pages_are_left_alone(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert runs(markdown.parse(source)[0]) == []
    assert runs(plain.parse(source)) == []


@pytest.mark.parametrize("name", ["sentences.txt", "sentences_held_out.txt", "examples.md"])
def test_other_texts_of_tests_are_left_alone(name: str) -> None:
    source = (Path(__file__).parent / name).read_text(encoding="utf-8")
    assert runs(plain.parse(source)) == []


def _shown(document: Document) -> list[str]:
    return [
        document.text[document.blocks[index].start : document.blocks[index].end]
        for run in runs(document)
        for index in run
    ]


def test_a_menu_of_links_in_markdown_is_found() -> None:
    page = (
        "[Skip to content](#main)\n\n- [Home](/)\n"
        "- [Ferries](/ferries)\n- [Tides and winds](/tides)\n"
        "- [Pilots of the harbour](/p)\n- [The islands](/i)\n- [Sport](/s)\n\n"
        "# Bridge closed\n" + _ARTICLE + "\n## Related articles\n\n- [Ferry fares rise](/a)\n"
        "- [Ten bridges](/b)\n\n[Privacy policy](/p) | [Terms of use](/t)\n"
    )
    assert _shown(markdown.parse(page)[0]) == [
        "Skip to content", "Home", "Ferries", "Tides and winds", "Pilots of the harbour",
        "The islands", "Sport", "Related articles", "Ferry fares rise", "Ten bridges",
        "Privacy policy | Terms of use",
    ]  # fmt: skip


def test_titles_in_the_midst_of_a_text_are_found_where_they_stand_close_together() -> None:
    around = f"Skip to content\n\nBridge closed\n{_ARTICLE}\n%s\n{_ARTICLE}\nLeave a reply\n"
    close = around % "Related articles\n\nFerry fares rise\nTen bridges\n"
    apart = around % "Related articles\n\nFerry fares rise\n\nWhat it costs\n"
    ends = ["Skip to content", "Related articles", "Leave a reply"]
    assert _shown(plain.parse(apart)) == ends
    assert _shown(plain.parse(close)) == [*ends[:2], "Ferry fares rise", "Ten bridges", ends[2]]


def test_an_article_s_title_below_a_list_of_titles_is_its_own() -> None:
    page = f"Skip to content\nMost read\nFerry fares rise\nTen bridges\nBridge closed\n{_ARTICLE}"
    assert _shown(plain.parse(page)) == ["Skip to content", "Most read"]
    page = page.replace("Bridge closed", "Log in\nBridge closed")
    assert "Ten bridges" in _shown(plain.parse(page))
    assert "Bridge closed" not in _shown(plain.parse(page))


def test_code_and_tables_are_left_alone() -> None:
    page = (
        "Skip to content\n\n" + _ARTICLE + "\n```\nBack to top\nPrivacy policy\n```\n\n"
        "| Leave a reply |\n|---|\n| Cookie settings |\n\n`Share this`\n\nBack to top\n\nLog in\n"
    )
    assert _shown(markdown.parse(page)[0]) == ["Skip to content", "Back to top", "Log in"]


def test_of_a_long_text_both_ends_are_looked_at() -> None:
    body = "\n\n".join(f"{number}. {_ARTICLE.split('.')[0].strip()}." for number in range(9000))
    text = f"Skip to content\nHome\n\n{body}\n\nLeave a reply\nPrivacy policy\n"
    document = plain.parse(text)
    assert _shown(document) == ["Skip to content", "Home", "Leave a reply", "Privacy policy"]
    assert len(document.sentences) == 0


def test_what_is_looked_at_of_a_long_text_has_a_limit() -> None:
    document = plain.parse("\n\n".join(f"A line of verse, number {n}" for n in range(20_000)))
    looked_at: list[int] = []

    class Watched(list[int]):
        def __getitem__(self, index: int) -> int:  # type: ignore[override]  # never sliced
            looked_at.append(index)
            return super().__getitem__(index)

    object.__setattr__(document, "starts", Watched(document.starts))
    assert runs(document) == []
    assert len(set(looked_at)) < 2_000


@given(documents)
def test_runs_are_in_order_apart_and_within(document: Document) -> None:
    last = -1
    for run in runs(document):
        assert last < run.start < run.stop <= len(document.blocks)
        last = run.stop
