"""JSON that is read from front to back, whatever the pieces in which it comes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import FormatError
from reader.formats import json_reading
from reader.formats.json_reading import decoded, opened

_SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a few characters at a time, so that all things are cut somewhere."""
    monkeypatch.setattr(json_reading, "_PIECE", 3)


@_SAME_FOLDER
@given(st.lists(_VALUES), st.sampled_from([None, 1, "\t"]))
def test_the_items_of_a_list_are_those_that_json_has(
    tmp_path: Path, values: list[object], indent: int | str | None
) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(values, indent=indent), encoding="utf-8-sig")
    with opened(file) as found:
        assert [*found.items()] == values
        found.end()


@_SAME_FOLDER
@given(st.dictionaries(st.text(), _VALUES))
def test_the_members_of_an_object_are_those_that_json_has(
    tmp_path: Path, values: dict[str, object]
) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    with opened(file) as found:
        assert {name: found.value() for name in found.members()} == values
        found.end()


def test_a_value_without_end_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_reading, "_LONGEST", 100)
    file = tmp_path / "a.json"
    file.write_text('["' + "a" * 10_000)
    with opened(file) as found, pytest.raises(FormatError, match="too long"):
        list(found.items())


def test_all_of_a_list_may_be_longer_than_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_reading, "_LONGEST", 100)
    file = tmp_path / "a.json"
    file.write_text(json.dumps(["a" * 50] * 100))
    with opened(file) as found:
        assert [*found.items()] == ["a" * 50] * 100


@pytest.mark.parametrize(
    ("text", "line"), [("[1,\n2,\n3 4]", 3), ("[1,\n\n]", 3), ("[\n\n\n1", 4), ("\n\n]", 3)]
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(text)
    with opened(file) as found, pytest.raises(FormatError, match=f"^line {line}: "):
        list(found.items())


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "9" * 5000])
def test_what_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    with pytest.raises(ValueError):
        decoded(f'{{"a":{number}}}')
    file = tmp_path / "a.json"
    file.write_text(f'[1,\n{{"a":{number}}}]')
    with pytest.raises(FormatError, match="line 2: "), opened(file) as there:
        [*there.items()]
