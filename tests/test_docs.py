"""The documents say what the program does: their tables are compared with the program's own words.

`WRITE_DOCS=1 make test` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest

from reader.cli.root import root
from reader.commands import COMMANDS, PLACES
from reader.formats import known
from reader.formats.features import ALL, Feature
from reader.formats.known import Format
from reader.formats.tables import HEADER

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXCHANGE = ROOT / "docs" / "exchange.md"

_HELD: dict[str, dict[Feature, str]] = {
    "text": {"text": "text", "text_hash": "hash"},
    "place": {"place": "place"},
    "around it": {"context": "context", "heading": "heading", "page": "page"},
    "article": {
        "title": "title",
        "author": "author",
        "source": "source",
        "published": "published",
        "accessed": "accessed",
        "url": "address",
    },
    "tags": {"tags": "tags", "levels": "levels"},
    "codebook": {"color": "colours", "description": "descriptions"},
    "notes": {"note": "notes", "memo": "memos"},
    "who, when": {"annotator": "who", "dates": "when"},
    "identity": {"id": "id", "status": "status"},
}
"""What a format may hold: in which column of the table it stands, and as what."""


def _commands() -> str:
    """Give the README's table of commands."""
    rows = ["| command | does |", "| --- | --- |"]
    context = click.Context(root, info_name="reader")
    for name in sorted(root.list_commands(context)):
        command = root.get_command(context, name)
        assert command is not None
        if not command.hidden:
            rows.append(f"| `reader {name}` | {command.get_short_help_str(200)} |")
    return "\n".join(rows)


def _keys() -> str:
    """Give the README's table of keys, the nine keys for tags as one row."""
    parts = []
    for place, heading in PLACES:
        rows = [f"**{heading}**\n", "| keys | command |", "| --- | --- |"]
        for command in COMMANDS:
            if command.place != place or re.fullmatch("tags?_(slot|pin)_[2-9]", command.name):
                continue
            keys = " ".join(f"`{key}`" for key in command.keys)
            if command.name in ("tag_slot_1", "tags_pin_1"):
                keys = "`1` … `9`"
            text = command.help.replace("tag 1 of", "the tag of that key of")
            text = text.replace("key 1 of", "that key of")
            rows.append(f"| {keys} | {text} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def _formats() -> str:
    """Give the table of formats with what they hold."""
    rows = [
        f"| format | out | in | {' | '.join(_HELD)} |",
        f"| --- | --- | --- |{' --- |' * len(_HELD)}",
    ]
    for form in known.FORMATS:
        if form in known.written() or form in known.read():
            held = (_held(form, group) for group in _HELD.values())
            ways = (_out(form), "yes" if form.reads else "–")
            rows.append(f"| `{form.name}` | {' | '.join((*ways, *held))} |")
    return "\n".join(rows)


def _out(form: Format) -> str:
    ways = [way for way, does in (("file", form.writes), ("folder", form.to_folder)) if does]
    return " or ".join(ways) or "–"


def _held(form: Format, group: dict[Feature, str]) -> str:
    words = [word for feature, word in group.items() if feature in form.holds]
    return "all" if len(words) == len(group) > 1 else ", ".join(words) or "–"


@pytest.mark.parametrize(
    ("page", "name", "table"),
    [
        (README, "commands", _commands()),
        (README, "keys", _keys()),
        (EXCHANGE, "formats", _formats()),
        (EXCHANGE, "columns", ", ".join(f"`{name}`" for name in HEADER)),
    ],
)
def test_the_documents_have_the_tables_that_the_program_gives(
    page: Path, name: str, table: str
) -> None:
    text = page.read_text(encoding="utf-8")
    block = re.compile(f"(<!-- {name} -->\n)(.*?)(<!-- /{name} -->)", re.DOTALL)
    found = block.search(text)
    assert found is not None
    if os.environ.get("WRITE_DOCS"):
        page.write_text(block.sub(lambda at: f"{at[1]}{table}\n{at[3]}", text), encoding="utf-8")
        return
    assert " ".join(found[2].split()) == " ".join(table.split())


def test_every_feature_has_its_column_and_every_format_its_paragraph() -> None:
    assert {feature for group in _HELD.values() for feature in group} == ALL
    paragraphs = EXCHANGE.read_text(encoding="utf-8").partition("## The formats")[2]
    for form in {*known.written(), *known.read()}:
        assert re.search(rf"^\*\*{form.title}\*\*", paragraphs, re.MULTILINE), form.title


def test_the_readme_opens_with_a_sentence_a_picture_and_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    sentence, picture, two = (text.index(part) for part in ("Reader is", "![", "make read"))
    assert sentence < picture < two < text.index("make test")


def test_every_file_that_the_documents_name_is_there() -> None:
    for page in [README, *(ROOT / "docs").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / target).exists(), f"{page.name} names {target}"


def test_every_command_that_the_readme_shows_is_one() -> None:
    text = README.read_text(encoding="utf-8")
    shown = set(re.findall(r"^reader ([a-z]+) ", text, re.MULTILINE))
    context = click.Context(root, info_name="reader")
    assert shown
    assert shown <= set(root.list_commands(context))


def test_no_document_names_a_place_of_one_machine() -> None:
    for page in ROOT.rglob("*.md"):
        if ".venv" not in page.parts:
            assert not re.search(r"(?<![\w.])/(work|root|home)/", page.read_text(encoding="utf-8"))
