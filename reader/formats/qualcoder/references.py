"""What QualCoder knows of where its files are from: references as RIS has them."""

from __future__ import annotations

from reader.formats.foreign import Foreign
from reader.formats.foreign_values import number, rows, text

_CITED = {
    "author": ("AU", "A1"),
    "published": ("DA", "PY", "Y1"),
    "source": ("T2", "JO", "JF", "PB"),
    "url": ("UR",),
}
"""Fields of a given text, and the tags of RIS that tell them, the best first."""


def references(database: Foreign) -> dict[int | None, dict[str, str]]:
    """Give what is told of each reference, by its number."""
    told: dict[int | None, dict[str, list[str]]] = {}
    if database.columns("ris"):
        for row in rows(database, "ris", ["risid", "tag", "value"]):
            fields = told.setdefault(number(row["risid"]), {})
            fields.setdefault(text(row["tag"]).strip(), []).append(text(row["value"]).strip())
    return {key: _cited(fields) for key, fields in told.items()}


def _cited(fields: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, tags in _CITED.items():
        values = next((fields[tag] for tag in tags if any(fields.get(tag, ()))), [])
        values = [value for value in values if value]
        found[name] = "; ".join(values) if name == "author" else "".join(values[:1])
    # `2019/05/06/` is how RIS writes a date.
    found["published"] = found["published"].strip("/").replace("/", "-")
    return found
