"""The walk in the page about exchange: its own commands, from Taguette's file to a project."""

from __future__ import annotations

import re
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.formats.given import GivenTag, GivenText
from reader.formats.losses import Losses
from reader.formats.qdpx.read import read
from tests.cli.transcripts import ROOT, Ran, run
from tests.formats import databases, test_taguette

_PAGE = ROOT / "docs" / "exchange.md"
_TEXT = "Field notesDas 😀 Wasser stieg.Nobody was on the pier.潮 und Salz & Öl."
_MARKUP = (
    "<h1>Field notes</h1><p>Das 😀 <b>Wasser</b> stieg.</p><p>Nobody was on the pier.</p>"
    "<p>潮 und Salz &amp; Öl.</p>"
)
_QUOTES = {"Wasser stieg.": (1,), "潮 und Salz & Öl": (1, 2)}
"""What is marked, by the numbers of its tags."""
_TAGS = {1: "nature/tides", 2: "people"}


def _database(path: Path) -> None:
    """Make a small database of Taguette."""
    starts = [_TEXT.index(quote) for quote in _QUOTES]
    places = [
        (len(_TEXT[:start].encode()), len(_TEXT[: start + len(quote)].encode()), quote)
        for start, quote in zip(starts, _QUOTES, strict=True)
    ]
    at = test_taguette.AT
    databases.made(
        path,
        test_taguette.SCHEMA,
        {
            "projects": [(1, "Coast", "", at)],
            "documents": [(1, "Field notes", "", "n.html", at, 1, "LEFT_TO_RIGHT", _MARKUP)],
            "highlights": [(number, 1, *place) for number, place in enumerate(places, 1)],
            "tags": [(1, 1, "nature.tides", "Coming and going"), (2, 1, "people", "")],
            "highlight_tags": [
                (number, tag) for number, tags in enumerate(_QUOTES.values(), 1) for tag in tags
            ],
        },
    )


def _commands() -> Iterator[list[str]]:
    """Give the arguments of each command that the page shows."""
    walk = re.search(
        r"<!-- walk -->\n```sh\n(.*?)```\n<!-- /walk -->", _PAGE.read_text("utf-8"), re.DOTALL
    )
    assert walk is not None
    for line in walk[1].removesuffix("\n").split("\n"):
        name, *arguments = shlex.split(line, comments=True)
        assert name == "reader"
        yield arguments


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Ran]]:
    folder = tmp_path_factory.mktemp("walk")
    _database(folder / "coast.sqlite3")
    return folder, [run(folder, *arguments) for arguments in _commands()]


def test_each_command_does_what_the_page_says(walked: tuple[Path, list[Ran]]) -> None:
    _, [came, listed, annotations, *_, exported] = ran = walked
    assert [one.code for one in ran[1]] == [0] * len(ran[1])
    assert "2 annotations taken in, 1 article made, 2 tags made" in came.err
    assert "Field notes" in listed.out
    assert all(quote in annotations.out for quote in _QUOTES)
    assert "has no place" not in exported.err


def test_each_passage_of_taguette_s_is_in_the_project_where_it_stood(
    walked: tuple[Path, list[Ran]],
) -> None:
    folder, _ = walked
    found = list(read(folder / "coast.qdpx", Losses()))
    [text] = [one for one in found if isinstance(one, GivenText)]
    passages = {one.quote: one for one in text.passages}
    wanted = {quote: {_TAGS[tag] for tag in tags} for quote, tags in _QUOTES.items()}
    wanted["Nobody was on the pier."] = {"people"}
    assert {quote: {*one.tags} for quote, one in passages.items()} == wanted
    assert passages["Nobody was on the pier."].note == "Compare with spring."
    assert text.text is not None
    for quote, one in passages.items():
        assert text.text[one.start : one.end] == quote
        assert one.start == text.text.index(quote)
    described = {one.path: one.description for one in found if isinstance(one, GivenTag)}
    assert described["nature/tides"] == "Coming and going"


def test_the_text_in_the_project_is_the_one_that_taguette_had(
    walked: tuple[Path, list[Ran]],
) -> None:
    folder, _ = walked
    with zipfile.ZipFile(folder / "coast.qdpx") as project:
        [name] = [one for one in project.namelist() if one.endswith(".txt")]
        text = project.read(name).decode()
    assert "".join(text.split()) == "".join(_TEXT.split())
