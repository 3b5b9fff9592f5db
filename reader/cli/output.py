"""The one module that owns stdout, stderr and exit codes: data here, talk there.

Data on a terminal is made harmless; data that is piped stays exact.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from reader.cli.ending import EndedError, ended_by_signals
from reader.errors import MisuseError, ReaderError
from reader.text.normal import clean, visible

if TYPE_CHECKING:
    from reader.formats.export import ByteSink, TextSink

DONE, FAILED, MISUSE, INTERRUPTED = 0, 1, 2, 130


def guarded(work: Callable[[], int]) -> int:
    """Run a command: its exit code, and for what a user did one line instead of a traceback."""
    code = INTERRUPTED
    try:
        with ended_by_signals():
            code = work()
            _flush()
    except ReaderError as error:
        _complain(error)
        code = MISUSE if isinstance(error, MisuseError) else FAILED
    except KeyboardInterrupt:
        talk("interrupted")
    except EndedError as ended:
        _silence()
        code = ended.code
    except BrokenPipeError:
        # Whoever read has what they wanted; the interpreter must not try again.
        _silence()
        return DONE
    except OSError as error:
        what = error.filename or "the output cannot be written"
        _complain(ReaderError(f"{what}: {error.strerror}", "look at the disk and its permissions"))
        _silence()
        code = FAILED
    return code


def talk(line: str) -> None:
    """Tell the user something, on stderr, in one harmless line."""
    if sys.stderr is not None:
        text = f"reader: {visible(line)}\n"
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))


def progress(line: str) -> None:
    """Show a person how far something is, in a line that the next one takes the place of."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{visible(line)}" if line else "\r\x1b[K")
        sys.stderr.flush()


def on_a_terminal() -> bool:
    """Whether stdout is read by a person."""
    return sys.stdout is not None and sys.stdout.isatty()


def data() -> TextIO:
    """Give stdout for data: UTF-8, with line ends as they are."""
    if sys.stdout is None:
        raise ReaderError("there is no standard output", "redirect it to a file")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and not on_a_terminal():
        reconfigure(encoding="utf-8", errors="strict", newline="")
    elif reconfigure is not None:
        reconfigure(errors="replace")
    return sys.stdout


def raw(whole: bytes) -> None:
    """Write bytes as they are, to where no person reads them."""
    stream = data()
    stream.flush()
    stream.buffer.write(whole)


class _Harmless:
    """A stdout that a person reads: what is written to it cannot act."""

    def write(self, text: str) -> int:
        lines = text.split("\r\n")
        return data().write("\r\n".join(map(clean, lines)))


def text_sink() -> TextSink:
    """Give stdout for text: exact in a pipe, harmless on a terminal."""
    return _Harmless() if on_a_terminal() else data()


def byte_sink() -> ByteSink:
    """Give stdout for bytes, which no terminal may read."""
    if on_a_terminal():
        raise MisuseError("what is written is not text", "name a file with -o")
    stream = data()
    stream.flush()
    return stream.buffer


def line(text: str) -> None:
    """Print one line of data."""
    data().write((visible(text) if on_a_terminal() else text) + "\n")


def text(whole: str) -> None:
    """Print a text exactly; on a terminal, harmless and with an end to its last line."""
    if on_a_terminal():
        whole = clean(whole)
        whole += "" if whole.endswith("\n") else "\n"
    data().write(whole)


def rows(
    names: Sequence[str],
    found: Iterable[Mapping[str, object]],
    shown: Mapping[str, Callable[[Mapping[str, object]], str]],
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print rows as they come: as JSON objects, as CSV with the same names, or as lines to read.

    `names` are the names of each row's values; `shown` has the columns of the lines, by
    heading, and what stands in them.
    """
    if as_json and as_csv:
        raise MisuseError("--json and --csv exclude each other", "choose one")
    if as_json:
        _json_list(found)
    elif as_csv:
        _csv(names, found)
    elif on_a_terminal():
        from reader.cli.table import drawn

        cells = ([cell(row) for cell in shown.values()] for row in found)
        for row in drawn(list(shown), cells, _columns()):
            data().write(row + "\n")
    else:
        for one in found:
            data().write("\t".join(_flat(cell(one)) for cell in shown.values()) + "\n")


def json(value: object) -> None:
    """Print a value as JSON; on a terminal in ASCII, which cannot harm it."""
    data().write(_as_json(value) + "\n")


def _json_list(found: Iterable[object]) -> None:
    """Print what `json` would of a list of them, each as it comes."""
    before, end = "[", "[]"
    for value in found:
        # Within JSON a line ends between values only.
        data().write(f"{before}\n  " + _as_json(value).replace("\n", "\n  "))
        before, end = ",", "\n]"
    data().write(end + "\n")


def _as_json(value: object) -> str:
    from json import dumps

    text = dumps(value, indent=2, ensure_ascii=on_a_terminal())
    try:
        text.encode()
    except UnicodeEncodeError:
        # A file's name that is not valid UTF-8.
        text = dumps(value, indent=2)
    return text


def _csv(names: Sequence[str], found: Iterable[Mapping[str, object]]) -> None:
    from json import dumps

    from reader.formats.csv.write import write_rows

    def cell(value: object) -> str:
        if isinstance(value, (list, tuple)):
            return "; ".join(map(str, value))
        if isinstance(value, (dict, bool)):
            return dumps(value, ensure_ascii=False)
        return str(value)

    write_rows(names, ([cell(row[name]) for name in names] for row in found), text_sink())


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def _flat(cell: str) -> str:
    return cell.replace("\t", " ").replace("\r", " ").replace("\n", " ")


def _complain(error: ReaderError) -> None:
    if not hasattr(error, "offset"):
        talk(f"error: {error}")
        return
    # Known by what it has: the errors of queries are imported where there is a query.
    from reader.cli.asking import caret, placed
    from reader.query.errors import QueryError

    assert isinstance(error, QueryError)
    if sys.stderr is None or not sys.stderr.isatty():
        talk(f"error: {placed(error)}")
        return
    for row in (f"error: {error}", *caret(error)):
        talk(row)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _silence() -> None:
    """Let go of streams that nobody reads, so that closing them complains no more."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
