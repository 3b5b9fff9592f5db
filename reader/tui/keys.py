"""From a key event to the command it is bound to, and from there to who carries it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.commands import Command, Place
from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.events import Key

HANDLER = "command_"
"""What a method that carries out a command is called, before the command's name."""


_ALT_DIGITS = dict(zip("¡™£¢∞§¶•ª", "123456789", strict=True))
"""What `alt` and a digit arrive as on some keyboards."""


class Keys:
    """The commands in force, found by place and key or by name."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self.commands = tuple(commands)
        self._by_key = {
            (command.place, key): command for command in self.commands for key in command.keys
        }

    def find(self, names: Iterable[str], places: Iterable[Place]) -> Command | None:
        """Give the command of the first of `places` in which one of the key's names is bound."""
        names = tuple(names)
        for place in places:
            for name in names:
                if command := self._by_key.get((place, name)):
                    return command
        return None

    def at(self, *places: Place) -> list[Command]:
        """Give the commands of some places, in order."""
        return [command for command in self.commands if command.place in places]

    def key_of(self, name: str) -> str:
        """Give the first key of a command as a user types it; empty where it has none."""
        for command in self.commands:
            if command.name == name:
                return command.keys[0] if command.keys else ""
        raise KeyError(name)


def names_of(event: Key) -> tuple[str, ...]:
    """Give the names by which a key may be bound: `G`, `)`, `ctrl+d`, `space`, `pagedown`.

    `alt+j` may also be an escape followed at once by `j`: see `split_escape`.
    """
    character = event.character
    if event.key.startswith("alt+"):
        return (f"alt+{character}" if character else event.key,)
    if character is not None and event.is_printable and event.key != "space":
        digit = _ALT_DIGITS.get(character)
        return (character, f"alt+{digit}") if digit else (character,)
    return (event.key,)


def split_escape(event: Key) -> str:
    """Give the key that followed an escape too fast to be told apart from `alt`, else nothing."""
    if not event.key.startswith("alt+"):
        return ""
    return event.character or event.key.removeprefix("alt+")


def perform(node: DOMNode, command: Command) -> None:
    """Carry out a command by the method that is named for it, at a node or what it stands in."""
    place: DOMNode | None = node
    while place is not None:
        method = getattr(place, HANDLER + command.name, None)
        if method is not None:
            try:
                method()
            except ReaderError as error:
                say = getattr(node.screen, "say")  # noqa: B009  # any screen but ours has none
                say(str(error), error=True)
            return
        place = place.parent
    raise LookupError(f"no method carries out {command.name!r}")
