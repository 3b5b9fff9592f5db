"""`export`: annotations out of the library, in the format that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

import click

from reader.cli import output
from reader.cli.context import Asked, narrow_options, narrowing, pass_asked, tell_unknown
from reader.cli.showing import ShowingExport
from reader.counting import plural
from reader.errors import MisuseError
from reader.formats import known
from reader.formats.export import ByteSink, Dialect, Options, TextSink

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.exchange.exporting import Exported

F = TypeVar("F", bound=Callable[..., object])


def _option(name: str, about: str, **attributes: Any) -> Callable[[F], F]:
    """Give an option that some formats know, with their names before what it does."""
    knowing = known.knowing(name)
    help = f"{', '.join(knowing)}: {about}"
    flag = f"--{name.replace('_', '-')}"
    return click.option(flag, help=help, hidden=not knowing, **attributes)


@click.command()
@click.option(
    "--format",
    "name",
    type=click.Choice([one.name for one in known.written()]),
    default="csv",
    show_default=True,
    help="Format; docs/exchange.md says what each of them holds.",
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    help="The file to write, whole or not at all; - is stdout.",
)
@click.option("--strict", is_flag=True, help="Fail if the format has no place for all there is.")
@_option("per_tag", "one row per annotation and tag.", is_flag=True)
@_option("bom", "begin with a byte order mark, for Excel and Taguette.", is_flag=True)
@_option("raw", "exact text, also where a spreadsheet would run it as a formula.", is_flag=True)
@_option(
    "dialect",
    "how positions are counted; codepoint is the standard's way.",
    type=click.Choice(get_args(Dialect)),
)
@_option("template", "write each by the template in this file.", metavar="FILE")
@narrow_options
@narrowing("--query", metavar="QUERY", help="Only those that it finds, as in `search`.")
@pass_asked
def export(
    asked: Asked,
    /,
    name: str,
    target: str | None,
    strict: bool,
    tag: str | None,
    article: str | None,
    status: str | None,
    query: str | None,
    **given: bool | str,
) -> None:
    """Write annotations in a format, to stdout or a file.

    A file is replaced whole or not at all; a new one can be read by you alone. In tables a
    cell that a spreadsheet would run as a formula gets a ' in front, unless --raw is given.
    What the format has no place for is told on stderr.
    """
    form = known.named(name)
    writing = _Writing(form, None if target == "-" else target, _options(form, given), strict)
    with asked.library() as library:
        found = library.article(article).id if article is not None else ""
        done = writing.write(library, _Narrowed(found, tag or "", status or "", query or ""))
        if not done.written:
            tell_unknown(library, tag)
    _tell(done, name)
    if writing.target is not None:
        output.talk(f"wrote {done.words} to {target}")


class _Narrowed(NamedTuple):
    """What is asked for; what is empty narrows nothing."""

    article: str
    tag: str
    status: str
    query: str


@dataclass(frozen=True)
class _Writing:
    """How it is written, and where to; without a target to stdout."""

    form: known.Format
    target: str | None
    options: Options
    is_strict: bool

    def write(self, library: Library, narrowed: _Narrowed) -> Exported:
        """Write it, and show how far that is."""
        article, tag, status, query = narrowed
        with ShowingExport(lambda: library.annotation_count(**narrowed._asdict())) as showing:
            return library.export(
                _stdout(self.form) if self.target is None else Path(self.target),
                self.form.name,
                article=article,
                tag=tag,
                status=status,
                query=query,
                options=self.options,
                is_strict=self.is_strict,
                is_folder=self.target is not None and self.target.endswith("/"),
                # What is read as it comes needs no line that says how far it is.
                progress=None if self._is_read else showing.show,
            )

    @property
    def _is_read(self) -> bool:
        return self.target is None and output.on_a_terminal()


def _tell(done: Exported, name: str) -> None:
    """Say what is not in it, and what was there before."""
    for loss in done.losses.gathered():
        output.talk(f"{name} has no place for {loss}")
    if done.left:
        several = f" and {plural(len(done.left) - 1, 'other')}" if done.left[1:] else ""
        output.talk(f"left as of an earlier export: {done.left[0]}{several}")


def _stdout(form: known.Format) -> TextSink | ByteSink:
    return output.text_sink() if form.writes == "text" else output.byte_sink()


def _options(form: known.Format, given: dict[str, bool | str]) -> Options:
    """Give the options that were given, if the format knows them all."""
    chosen = {name: value for name, value in given.items() if value}
    for name in chosen.keys() - form.options:
        option = f"--{name.replace('_', '-')}"
        knowing = known.knowing(name)
        hint = f"it is for {', '.join(knowing)}" if knowing else "leave it out"
        raise MisuseError(f"{option} means nothing for {form.name}", hint)
    if "template" in chosen:
        from reader.library import template_files

        chosen["template"] = template_files.read(Path(str(chosen["template"])), "name another")
    return Options(**chosen)  # type: ignore[arg-type]  # click names and types them as the fields
