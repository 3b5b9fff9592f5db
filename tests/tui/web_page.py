"""A raw web text for tests of the app: a menu, an article with what stands in it, and a footer."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from tests.tui.given import library_of

TITLE = "Harbour bridge to close for two winters"
PAGE = f"""Skip to content
Home
World
Log in

{TITLE}

The old swing bridge over the harbour mouth will be closed to all traffic for two winters. Ferries \
are to run every ten minutes instead, as they did before it was built.

Advertisement

Engineers found cracks in eleven of its forty bearings last autumn. Replacing them cannot be done \
while the bridge moves, the port authority said in a long letter.

Related articles
Ferry fares to rise in spring
Ten bridges that move
Terms of use
Privacy policy
"""


def web_library(folder: Path) -> Library:
    """Open a library that holds the page, and one article like any other."""
    (folder / "corpus").mkdir()
    (folder / "corpus" / "page.txt").write_text(PAGE, encoding="utf-8")
    return library_of(folder, ["# Another\n\nA first sentence. A second one.\n"])
