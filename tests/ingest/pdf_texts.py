"""Texts that PDFs of the tests are set from, and what is read from those."""

from __future__ import annotations

from collections.abc import Sequence

from reader.ingest.kinds.pdf import understand
from reader.ingest.understood import File, Understood
from tests.ingest.pdf_writer import Line, Page, pdf

FERRY = (
    "The ferry left the harbour before dawn, and nobody on the quay waved. Rain had fallen for"
    " three days; the planks were slick and dark, and the ropes smelled of tar and of fish."
)
CROSSING = (
    "A second crossing was planned for noon. The captain read the weather from the gulls, and"
    " would not say what he saw in them, but he was seldom wrong about the wind."
)
LEDGER = (
    "By evening the sea lay flat. The passengers came ashore with their baskets, and the harbour"
    " office noted the hour in a ledger that was older than the office itself."
)
STORY = f"{FERRY}\n\n{CROSSING}\n\n{LEDGER}"


def understood(pages: Sequence[Page], **options: object) -> Understood:
    return understand(File(pdf(pages, **options), "one.pdf"))  # type: ignore[arg-type]  # as there


def texts(made: Understood) -> list[str]:
    document = made.document
    return [document.text[block.start : block.end] for block in document.blocks]


def lines(*texts: str, top: float = 700) -> list[Line]:
    return [Line(72, top - 13 * number, text) for number, text in enumerate(texts)]
