"""What formats share stands beside them: none reads or writes by another's module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from reader import formats

_FOLDER = Path(formats.__file__).parent
_DIALECTS = {
    ("codebook", "csv"),
    ("readwise", "csv"),
    ("tsv", "csv"),
    # A citation may be one item of CSL-JSON.
    ("citation", "csl"),
}
"""Which format is a dialect of which."""


def borrowed() -> Iterator[tuple[str, str]]:
    """Give each format and another whose reader or writer it imports."""
    for file in _FOLDER.glob("*/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                parts = (node.module or "").split(".")
                if parts[:2] == ["reader", "formats"] and parts[3:] in (["read"], ["write"]):
                    yield file.parent.name, parts[2]


def test_a_format_reads_and_writes_by_itself_or_as_a_dialect() -> None:
    assert {(one, other) for one, other in borrowed() if one != other} == _DIALECTS
