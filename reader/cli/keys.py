"""`keys`: every key of the app, its command and the name to rebind it by."""

from __future__ import annotations

import click

from reader.cli import output
from reader.cli.context import Asked, pass_asked, row_options
from reader.commands import COMMANDS, PLACES, rebound


@click.command()
@row_options
@pass_asked
def keys(asked: Asked, as_json: bool, as_csv: bool) -> None:
    """List the keys of the app with their commands.

    They are shown as your configuration has them. A command is bound to other keys by its
    name, in the [keys] table of config.toml: next_sentence = "j )".
    """
    headings = dict(PLACES)
    commands = rebound(COMMANDS, asked.settings.keys)
    found: list[dict[str, object]] = [
        {
            "place": command.place,
            "keys": list(command.keys),
            "command": command.help,
            "name": command.name,
        }
        for command in commands
    ]
    columns = {
        "where": lambda row: headings[row["place"]],
        "keys": lambda row: " ".join(row["keys"]),
        "command": lambda row: row["command"],
        "name": lambda row: row["name"],
    }
    names = ["place", "keys", "command", "name"]
    output.rows(names, found, columns, as_json=as_json, as_csv=as_csv)
