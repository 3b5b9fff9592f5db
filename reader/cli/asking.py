"""What is typed as a query on the command line: words that may begin with a “-”, and its errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.query.errors import QueryError

F = TypeVar("F", bound="Callable[..., object]")

_SHORT = frozenset({"-h", "-o"})
"""Options of one letter; what else begins with one “-” is left out by the query."""
_MINUS = "\0"
"""Stands for the “-” of a word, so that it is taken for no option: no argument can hold it."""


class QueryCommand(click.Command):
    """A command with a query, in which `-word` is a word to leave out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide the “-” of words before click looks for options."""
        return super().parse_args(ctx, _hidden(args, self._names_with_values(ctx)))

    def _names_with_values(self, ctx: click.Context) -> frozenset[str]:
        """Give how the options are written whose values are arguments of their own."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        return frozenset(name for one in options if not one.is_flag for name in one.opts)


def query_argument(command: F) -> F:
    """Add the argument that is a query; the command gets it as one text."""
    return click.argument("query", nargs=-1, callback=_joined)(command)


def _joined(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> str:
    return " ".join("-" + one[1:] if one.startswith(_MINUS) else one for one in words)


def _hidden(args: list[str], with_values: frozenset[str]) -> list[str]:
    """Give arguments with the “-” of words hidden, and the values of options as typed."""
    hidden: list[str] = []
    is_value = False
    for index, one in enumerate(args):
        if one == "--" and not is_value:
            return hidden + args[index:]
        hidden.append(_MINUS + one[1:] if _is_left_out(one) and not is_value else one)
        is_value = not is_value and one in with_values
    return hidden


def _is_left_out(argument: str) -> bool:
    return len(argument) > 1 and argument[0] == "-" != argument[1] and argument not in _SHORT


def placed(error: QueryError) -> str:
    """Give an error in one line, with the place in the query where it shows."""
    place = error.query[error.offset : error.offset + 20] or "the end"
    said = f"“{place}”" if error.offset < len(error.query) else place
    return f"{error.what} (at {said}); {error.hint}"


def caret(error: QueryError) -> list[str]:
    """Give the query and below it a caret at the place of an error, for a terminal.

    Of a long query the part around the place is given.
    """
    from reader.text.cells import width_of
    from reader.text.normal import visible

    start = max(error.offset - 50, 0)
    before = ("…" if start else "") + error.query[start : error.offset]
    after = error.query[error.offset : error.offset + 20]
    line = visible(before) + visible(after) + "…" * (error.offset + 20 < len(error.query))
    return [f"  {line}", " " * (2 + width_of(visible(before))) + "^"]
