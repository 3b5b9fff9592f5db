"""Texts that were taken in by a wrong guess are taken in anew in the encoding that is forced."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import MisuseError
from tests.library.given import library

SOURCE = "Der Weg über den Fluß ist schön.\n"


def test_the_same_bytes_are_read_anew_where_an_encoding_is_forced(tmp_path: Path) -> None:
    file = tmp_path / "corpus" / "a.txt"
    file.parent.mkdir()
    file.write_bytes(SOURCE.encode("cp1252"))
    with library(tmp_path) as opened:
        (first,) = opened.add([file], encoding="cp1251").added
        assert "Flu" in opened.document(first).text and SOURCE not in opened.document(first).text
        assert opened.add([file]).unchanged
        (again,) = opened.add([file], encoding="windows-1252").changed
        assert again.id == first.id
        assert opened.document(again).text == SOURCE
        report = opened.add([file], encoding="windows-1252")
        assert (len(report.unchanged), report.changed) == (1, ())


def test_a_guess_is_marked_in_the_report_and_on_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SOURCE.encode("cp1252"))
    (tmp_path / "b.txt").write_text("Überall.", encoding="utf-8")
    with library(tmp_path) as opened:
        report = opened.add([tmp_path / "a.txt", tmp_path / "b.txt"])
        guessed, plain = report.added
        assert (guessed.encoding, guessed.guessed) == ("cp1252", True)
        assert (plain.encoding, plain.guessed) == ("", False)
        (warning,) = report.warnings
        assert warning.path.endswith("a.txt")
        assert "windows-1252, which is a guess" in warning.what
        assert "1 warning" in report.message
        assert not opened.add([tmp_path / "a.txt"]).warnings


def test_forcing_what_was_guessed_makes_it_sure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SOURCE.encode("cp1252"))
    with library(tmp_path) as opened:
        (guessed,) = opened.add([tmp_path / "a.txt"]).added
        (sure,) = opened.add([tmp_path / "a.txt"], encoding="cp1252").changed
        assert (guessed.guessed, sure.guessed) == (True, False)
        assert (sure.id, sure.text_hash) == (guessed.id, guessed.text_hash)
        opened.undo().result()
        assert opened.article(sure.id).guessed


def test_a_forced_encoding_holds_for_the_file_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    first = "Всё хорошо, прекрасная погода.\n"
    with library(tmp_path) as opened:
        for encoding in ("koi8-r", "cp866"):
            file.write_bytes(first.encode(encoding))
            opened.add([file], encoding=encoding)
            # So little tells nothing of itself.
            file.write_bytes("Мы.\n".encode(encoding))
            (changed,) = opened.add([file]).changed
            assert opened.document(changed).text == "Мы.\n"
            assert (changed.encoding, changed.guessed) == (encoding, False)
        file.write_text(first, encoding="utf-8")
        (changed,) = opened.add([file]).changed
        assert (opened.document(changed).text, changed.encoding) == (first, "")
        assert "taken_with" not in changed.metadata


PAGE = """<html><head><title>Ferries</title></head><body><nav><a href="/">Menu of {it}</a></nav>
<article><h1>Ferries</h1><p>The ferry left at dawn, and nobody waved as it went out to sea.</p>
<p>Another came in the evening, with the mail of {it} and a few people who had slept.</p></article>
</body></html>"""


def test_all_of_a_page_that_is_known_is_taken_where_that_is_asked_and_from_then_on(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE.format(it="Monday"))
    with library(tmp_path) as opened:
        (main,) = opened.add([file]).added
        assert "Menu" not in opened.document(main).text
        (full,) = opened.add([file], is_full=True).changed
        assert "Menu of Monday" in opened.document(full).text
        assert opened.add([file], is_full=True).unchanged
        file.write_text(PAGE.format(it="Tuesday night"))
        (changed,) = opened.add([file]).changed
        assert "Menu of Tuesday" in opened.document(changed).text
        assert not opened.add([file]).entry


def test_the_main_text_alone_is_kept_again_where_that_is_asked_and_from_then_on(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.html"
    file.write_text(PAGE.format(it="Monday"))
    with library(tmp_path) as opened:
        opened.add([file], is_full=True)
        (main,) = opened.add([file], is_full=False).changed
        assert "Menu" not in opened.document(main).text
        assert "taken_with" not in main.metadata
        assert opened.add([file], is_full=False).unchanged
        file.write_text(PAGE.format(it="Tuesday night"))
        (changed,) = opened.add([file]).changed
        assert "Menu" not in opened.document(changed).text


def test_a_name_of_no_encoding_takes_nothing_in(tmp_path: Path) -> None:
    with library(tmp_path) as opened, pytest.raises(MisuseError, match="there is no encoding"):
        opened.add([tmp_path], encoding="no-such")
