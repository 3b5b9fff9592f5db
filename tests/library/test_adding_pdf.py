"""PDFs in the library: taken in apart, with their pages; a bad one stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.ingest.kinds import pdf as kind
from reader.ingest.understood import File, Understood
from reader.library import Library
from tests.ingest.pdf_writer import column, pdf


def test_pdfs_are_never_parsed_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed_here(file: File) -> Understood:
        raise AssertionError

    monkeypatch.setattr(kind, "understand", parsed_here)
    (tmp_path / "a.pdf").write_bytes(pdf([column("One page."), column("And another.")]))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken off")
    (tmp_path / "c.md").write_text("Words.\n")
    with Library.open(tmp_path / "a.db", annotator="ann", create=True) as library:
        report = library.add([tmp_path])
        assert [one.kind for one in report.added] == ["pdf", "markdown"]
        [problem] = report.problems
        assert problem.path.endswith("b.pdf")
        assert problem.what == "is damaged, or no PDF"
        document = library.document(report.added[0])
        assert [page.label for page in document.pages] == ["1", "2"]
        assert len(library.add([tmp_path]).unchanged) == 2
