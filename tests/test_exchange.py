"""What formats are said to hold is what comes back of them, each feature of each format.

One annotation that has everything, with a memo beside it, leaves a library in each format and goes
into another. What only a text can tell, or a format that is not read, is looked for in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.formats import known
from reader.formats.export import Options
from reader.formats.features import ALL, Feature
from reader.formats.jsonl.write import write
from reader.formats.known import Format
from reader.formats.losses import Losses
from reader.library import Library
from reader.library.exchange.snapshot import Narrow, Snapshot
from tests.formats.everything import (
    AT,
    CAME_BACK,
    COLOR,
    IN_THE_FILE,
    LATER,
    PAGE,
    There,
    everything,
    is_in,
    qualcoder,
    seen,
    taguette,
    words_in,
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> There:
    folder = tmp_path_factory.mktemp("source")
    with (folder / "all.jsonl").open("w", encoding="utf-8", newline="") as sink:
        write(everything(), sink, Options(), Losses())
    return There(folder).take_in(folder / "all.jsonl", "jsonl")


@pytest.fixture(scope="module")
def written(source: There, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give what gives the file of the whole library in a format, made once."""
    folder, made = tmp_path_factory.mktemp("written"), dict[str, Path]()

    def give(name: str) -> Path:
        form = known.named(name)
        if name not in made:
            made[name] = folder / f"{name}{form.ending}"
            if form.writes:
                source.library.export(made[name], name)
            else:
                _write_folder(source.library, form, made[name])
        return made[name]

    return give


def _write_folder(library: Library, form: Format, folder: Path) -> None:
    folder.mkdir()
    with library._store.snapshot() as connection:
        export = Snapshot(connection, Narrow(), AT)
        for file in known.module(form.name, "write").files(export, Options(), Losses()):
            (folder / file.name).write_text(file.text, encoding="utf-8", newline="")


@pytest.fixture(scope="module")
def back(
    written: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, bool], There]:
    """Give what gives a library into which a format was imported, made once.

    It was empty before, or had the text without annotations.
    """
    made: dict[tuple[str, bool], There] = {}

    def give(name: str, has_text: bool) -> There:
        if (name, has_text) not in made:
            there = There(tmp_path_factory.mktemp("back"))
            if has_text:
                there.take_in(written("jsonl"), "jsonl")
                for one in there.library.annotations():
                    there.library.delete(one).result()
            made[name, has_text] = there.take_in(written(name), name)
        return made[name, has_text]

    return give


def _pairs(forms: list[Format], features: tuple[Feature, ...]) -> list[tuple[str, Feature]]:
    return [(one.name, feature) for one in forms for feature in features]


_SHOWN_AS: dict[tuple[str, Feature], str] = {
    # Dates are lists of numbers in CSL-JSON, and have no times.
    ("csl", "published"): r"\b2019,\s+8,\s+7\b",
    ("csl", "accessed"): r"\b2020,\s+1,\s+2\b",
    # Whoever asks a database asks for colours by their names.
    ("sqlite", "color"): rf"^{COLOR}$",
}
"""How some features show in a file, where that is otherwise than in all others."""
_BOTH_WAYS = [one for one in known.written() if one.reads]
_OUT_ONLY = [one for one in known.written() if not one.reads]


def test_the_annotation_that_is_tried_has_every_feature(source: There) -> None:
    assert {*CAME_BACK, *IN_THE_FILE} == ALL
    assert not [feature for feature, came in CAME_BACK.items() if not came(source)]
    one = source.passage
    assert one and (one.heading, one.page) == (f"Küste 潮, p. {PAGE}", PAGE)
    assert one.prefix and one.suffix and one.updated == LATER


@pytest.mark.parametrize(("name", "feature"), _pairs(_BOTH_WAYS, tuple(CAME_BACK)))
def test_what_a_format_is_said_to_hold_comes_back_and_nothing_else(
    back: Callable[[str, bool], There], name: str, feature: Feature
) -> None:
    there = back(name, feature == "place")
    assert CAME_BACK[feature](there) == (feature in known.named(name).holds)


@pytest.mark.parametrize(
    ("name", "feature"), _pairs(_BOTH_WAYS, IN_THE_FILE) + _pairs(_OUT_ONLY, tuple(sorted(ALL)))
)
def test_what_is_told_to_who_reads_a_file_stands_in_it_and_nothing_else(
    source: There, written: Callable[[str], Path], name: str, feature: Feature
) -> None:
    assert source.passage is not None
    words = words_in(written(name))
    if pattern := _SHOWN_AS.get((name, feature)):
        is_there = re.search(pattern, words, re.MULTILINE) is not None
    else:
        is_there = all(is_in(words, one) for one in seen(source.passage)[feature])
    assert is_there == (feature in known.named(name).holds)


_MADE = {"taguette": taguette, "qualcoder": qualcoder}
_IN_ONLY = [one for one in known.read() if one not in known.written()]


@pytest.mark.parametrize("name", [one.name for one in _IN_ONLY])
def test_what_another_tool_s_database_is_said_to_hold_comes_in_and_nothing_else(
    tmp_path: Path, name: str
) -> None:
    there = There(tmp_path).take_in(_MADE[name](tmp_path), name)
    came = {feature for feature, has_come in CAME_BACK.items() if has_come(there)}
    assert came == known.named(name).holds


_ONE_DATE = {"readwise"}
"""Formats in which an annotation has the date when it was made alone."""


@pytest.mark.parametrize("name", [one.name for one in _BOTH_WAYS if "dates" in one.holds])
def test_the_date_of_change_comes_back_too(back: Callable[[str, bool], There], name: str) -> None:
    one = back(name, False).passage
    assert one and (one.updated == LATER) == (name not in _ONE_DATE)
