"""The README says what the program does: its tables are compared with the program's own words.

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

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


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


@pytest.mark.parametrize(("name", "table"), [("commands", _commands()), ("keys", _keys())])
def test_the_readme_has_the_tables_that_the_program_gives(name: str, table: str) -> None:
    text = README.read_text(encoding="utf-8")
    block = re.compile(f"(<!-- {name} -->\n)(.*?)(<!-- /{name} -->)", re.DOTALL)
    found = block.search(text)
    assert found is not None
    if os.environ.get("WRITE_DOCS"):
        README.write_text(block.sub(lambda at: f"{at[1]}{table}\n{at[3]}", text), encoding="utf-8")
        return
    assert found[2].strip() == table


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
