"""Web pages on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.transcripts import run

PAGE = (
    "<title>Tides</title><nav><ul><li><a href=/a>Elsewhere</a></ul></nav><article><h1>Tides</h1>"
    + "<p>The water comes and goes twice a day, and the harbour with it, as all who live here know."
    * 5
    + "</article>"
)


def test_add_keeps_the_main_text_of_a_page_and_with_full_all_of_it(tmp_path: Path) -> None:
    tmp_path.joinpath("tides.html").write_text(PAGE)
    tmp_path.joinpath("all.htm").write_text(PAGE)
    assert run(tmp_path, "add", "tides.html").code == 0
    assert run(tmp_path, "add", "--full", "all.htm").code == 0
    main, full = (run(tmp_path, "show", name).out for name in ("tides.html", "all.htm"))
    assert main.startswith("Tides\n\nThe water comes")
    assert "Elsewhere" not in main
    assert full.startswith("Elsewhere\n\nTides\n\nThe water comes")
    assert run(tmp_path, "add", "--no-full", "all.htm").code == 0
    assert run(tmp_path, "show", "all.htm").out == main


def test_a_page_with_nothing_in_it_stops_no_other(tmp_path: Path) -> None:
    tmp_path.joinpath("a.html").write_text("<script>1</script>")
    tmp_path.joinpath("b.html").write_text(PAGE)
    added = run(tmp_path, "add", ".")
    assert "a.html: has no text in it" in added.err
    assert "1 added" in added.err
