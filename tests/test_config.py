"""Settings: precedence, and one line for whatever is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import Settings, load
from reader.errors import MisuseError


def config(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text)
    return path


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load({"LOGNAME": "kim"}, tmp_path / "none.toml") == Settings("kim")


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    path = config(tmp_path, 'annotator = "a"\ndatabase = "/x.db"\ntheme = "light"\n')
    assert load({}, path) == Settings("a", Path("/x.db"), "light")
    environ = {"ARTICLE_READER_DB": "/y.db", "ARTICLE_READER_ANNOTATOR": "b"}
    assert load(environ, path) == Settings("b", Path("/y.db"), "light")


@pytest.mark.parametrize("written", ['"2MB"', '"2 mb"', "2_000_000", '"2000000"'])
def test_the_largest_size_is_a_text_or_a_number(tmp_path: Path, written: str) -> None:
    assert load({}, config(tmp_path, f"max_size = {written}\n")).max_size == 2_000_000


def test_the_environments_largest_size_comes_before_the_files(tmp_path: Path) -> None:
    path = config(tmp_path, 'max_size = "2MB"\n')
    assert load({"ARTICLE_READER_MAX_SIZE": "3KiB"}, path).max_size == 3072
    assert load({"ARTICLE_READER_MAX_SIZE": ""}, path).max_size == 2_000_000
    assert load({}, tmp_path / "none.toml").max_size == 128 * 1024 * 1024


def test_a_bad_largest_size_of_the_environment_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="ARTICLE_READER_MAX_SIZE cannot be 'much'"):
        load({"ARTICLE_READER_MAX_SIZE": "much"}, tmp_path / "none.toml")


def test_how_passages_are_cited_can_be_chosen(tmp_path: Path) -> None:
    path = config(tmp_path, 'citation = "bibtex"\ncitation_template = "/cite.txt"\n')
    chosen = load({}, path)
    assert (chosen.citation, chosen.citation_template) == ("bibtex", Path("/cite.txt"))
    assert load({}, config(tmp_path, "")).citation == "plain"


def test_keys_are_taken_as_text_or_lists(tmp_path: Path) -> None:
    path = config(tmp_path, '[keys]\nhighlight = "m"\ntag = ["t", "T"]\n')
    assert load({}, path).keys == {"highlight": "m", "tag": ["t", "T"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "light"\ncolour = 1\n', "line 2: there is no setting 'colour'"),
        ("annotator = 7\n", "line 1: annotator is not right; write text"),
        ('# x\ntheme = "blue"\n', "line 2: theme is not right"),
        (
            'citation_template = "x"\ncitation = "apa"\n',
            'line 2: citation is not right; write "plain", "markdown", "bibtex" or',
        ),
        ("citation_template = 1\n", "line 1: citation_template is not right; write a path"),
        ('citation_template = "a\\u0000b"\n', "citation_template is not right"),
        ("keys = 1\n", "line 1: keys is not right"),
        ('max_size = "much"\n', "line 1: max_size cannot be 'much'; write a size"),
        ("max_size = true\n", "line 1: max_size is not right; write a size"),
        ('max_size = "1GB"\n', "line 1: max_size cannot be 1GB: the database holds no text"),
        ('[keys]\nnothing = "x"\n', "no command is named 'nothing'"),
        ("[keys]\nhighlight = 1\n", "the keys of 'highlight' are not text"),
        ("theme =\n", "is not TOML"),
        ('annotator = ""\n', None),
        ('annotator = "a\\nb"\n', "annotator's name"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, words: str | None) -> None:
    path = config(tmp_path, text)
    if words is None:
        assert load({"LOGNAME": "kim"}, path).annotator == "kim"
        return
    with pytest.raises(MisuseError) as caught:
        load({}, path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'annotator = "\xff"')
    with pytest.raises(MisuseError, match="not UTF-8"):
        load({}, path)


def test_a_database_with_a_character_that_no_path_has_is_told(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="database is not right"):
        load({}, config(tmp_path, 'database = "a\\u0000b"'))
