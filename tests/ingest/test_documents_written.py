"""Documents that are written as text: RTF, reStructuredText and Org, with what they name."""

from __future__ import annotations

import re

import pytest

from tests.ingest.documents import (
    needs_pandoc,
    understood,
)

pytestmark = needs_pandoc


def test_characters_of_other_code_pages_are_read_as_what_they_are() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}{\f1\fcharset128 Mincho;}}"
        rb"\f0 \'cf\'f0\'e8 {\f1 \'93\'fa\'96\'7b} \u8220\'93quoted\u8221\'94 \u-10179?\u-8704?"
        rb" end\par}"
    )
    found = understood(source, "a.rtf")
    assert found.document.text == "При 日本 “quoted” 😀 end"
    assert found.warnings == ()


def test_a_file_that_a_text_names_is_shown_as_a_name_and_not_read() -> None:
    source = (
        "Pumps\n=====\n\n.. include:: /etc/hostname\n\n.. csv-table:: T\n   :file: /etc/hostname\n"
    )
    found = understood(source, "a.rst")
    assert ".. include:: /etc/hostname" in found.document.text
    assert found.warnings == ("names another file, which is not read: /etc/hostname",)


@pytest.mark.parametrize(
    "source",
    [
        "Write::\n\n    widget:\n      :url: /start\n\n    .. include:: other.rst\n\nend",
        "- Write::\n\n      .. include:: other.rst\n\n  - and\n\nend",
        ".. code-block:: rst\n   :linenos:\n\n   .. csv-table::\n      :file: a.csv\n\nend",
        "Fields\n   :url: /start\n",
    ],
)
def test_examples_of_what_names_files_are_as_they_are_written(source: str) -> None:
    from reader.ingest.documents import written

    assert written.prepared(source, "rst") == written.WrittenText(source)
    assert understood(source, "a.rst").warnings == ()


@pytest.mark.parametrize(
    "source",
    [
        "Write::\n\n    code\n\n.. include:: other.rst\n",
        "- Write::\n\n      code\n\n  .. include:: other.rst\n",
        ".. note::\n\n   .. include:: other.rst\n",
        ".. note:: Write::\n\n       code\n\n.. include:: other.rst\n",
        ".. code::\n\n   code\n\n.. csv-table:: Long\n   title\n   :file: other.rst\n",
        ".. code::\n.. include:: other.rst\n",
        "Title::\n=======\n.. include:: other.rst\n",
    ],
)
def test_files_that_are_named_beside_examples_are_told(source: str) -> None:
    from reader.ingest.documents import written

    warnings = written.prepared(source, "rst").warnings
    assert warnings == ("names another file, which is not read: other.rst",)
    assert not any("IOException" in one for one in understood(source + "\nend\n", "a.rst").warnings)


def test_bytes_that_mean_no_character_in_rtf_are_told() -> None:
    fonts = r"{\fonttbl{\f0\fcharset128 \'83\'81;}}"
    found = understood(rf"{{\rtf1\ansi{fonts} Lock\'81 and \'8d here}}", "a.rtf")
    assert "Lock\ufffd and \ufffd here" in found.document.text
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("has bytes that mean no character in 2 places")
    assert understood(rf"{{\rtf1\ansi{fonts} Lock here}}", "a.rtf").warnings == ()


def test_what_org_would_leave_out_of_an_export_is_kept() -> None:
    source = (
        "* Pumps :noexport:\n  hidden words, old_pump_house\n"
        "  :LOGBOOK:\n  - logged words\n  :END:\n"
        "#+BEGIN_SRC python :exports none\nsource_words()\n#+END_SRC\n"
    )
    text = understood(source, "a.org").document.text
    for words in ("hidden words", "old_pump_house", "logged words", "source_words()"):
        assert words in text


def test_what_pandoc_warns_of_is_told_with_the_line_in_the_file() -> None:
    found = understood('* Pumps\n\n#+INCLUDE: "/etc/hostname"\n\nwords\n', "a.org")
    assert len(found.warnings) == 1
    # It names the line after the one that it means.
    assert re.search(r"/etc/hostname .*line 4\b", found.warnings[0])
    assert "\n" not in found.warnings[0]
