"""A look at what will be written, made in a thread that no key waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING

from reader.errors import MisuseError, ReaderError
from reader.text.cells import drawn
from reader.text.normal import visible
from reader.text.wrapping import wrap
from reader.tui.drawn import Drawn, Piece, filled
from reader.tui.latest import Latest
from reader.tui.views.export.asked import Asked, Narrowing

if TYPE_CHECKING:
    from reader.library.exchange.previewing import Preview
    from reader.tui.desk import Desk


class PreviewPane(Drawn):
    """The first lines of what will be written, and below them what will not be in it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[str] = ()
        self._last = ""
        self._is_failed = False

    def show(self, lines: Sequence[str], last: str) -> None:
        """Show some lines, and a last one at the bottom."""
        self._lines, self._last, self._is_failed = lines, last, False
        self.refresh()

    def fail(self, problem: str) -> None:
        """Say why there is nothing to show, below what it is about."""
        self._lines, self._last, self._is_failed = (), f"no preview: {problem}", True
        self.refresh()

    def line(self, y: int) -> Iterable[Piece]:
        """Give one line."""
        palette, width, height = self.palette, self.size.width, self.size.height
        if self._is_failed:
            rows = self._wrapped(width, height)
            return [(filled("".join(rows[y : y + 1]), width), palette.raised(palette.text))]
        below = self._wrapped(width, max((height - 1) // 2, 1))
        if height - len(below) <= y < height:
            return [(filled(below[y - height], width), palette.raised(palette.text))]
        # A roomy one has a blank row before these.
        room = height - len(below) - (1 if height > 3 else 0)
        text = self._lines[y] if y < min(room, len(self._lines)) else ""
        return [(filled(text, width), palette.raised(palette.dim))]

    def _wrapped(self, width: int, most: int) -> list[str]:
        """Give what is told in so many rows at most, the last of them cut."""
        text = drawn(visible(self._last))
        starts = [start for start, _ in islice(wrap(text, 0, len(text), max(width, 1)), most)]
        ends = [*starts[1:], len(text)]
        return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)] or [""]


class Previews(Latest):
    """The looks of one dialog; only what the last of them found is shown."""

    def __init__(
        self,
        desk: Desk,
        show: Callable[[Preview], None],
        count: Callable[[int], None],
        fail: Callable[[str], None],
    ) -> None:
        """Hand what is found to `show`, how many annotations there are to `count`."""
        super().__init__(desk)
        self._show, self._count, self._fail = show, count, fail
        self._counts: dict[Narrowing, int] = {}

    def look(self, asked: Asked) -> None:
        """Look, in the place of what is under way."""
        self._begin(partial(self._run, asked))

    def _run(self, asked: Asked, stop: Event) -> None:
        """Do it; this runs in the thread."""
        from reader.library.exchange.previewing import EnoughError

        try:
            found = self._looked(asked, stop)
            self._tell(stop, partial(self._show, found))
            narrowing = asked.narrowing
            if narrowing not in self._counts:
                count = found.looked_at if found.is_all else self._counted(narrowing, stop)
                if stop.is_set():
                    return
                self._counts[narrowing] = count
            self._tell(stop, partial(self._count, self._counts[narrowing]))
        except EnoughError:
            return
        except Exception as error:
            # Whatever it may be, its traceback must not be written over the screen.
            said = error.what if isinstance(error, ReaderError) else repr(error)
            if asked.template and isinstance(error, MisuseError):
                # Which names there are is wanted where one is wrong.
                said = str(error)
            self._tell(stop, partial(self._fail, said))

    def _looked(self, asked: Asked, stop: Event) -> Preview:
        narrowing = asked.narrowing
        return self._desk.library.preview(
            asked.format.name,
            article=narrowing.article,
            tag=narrowing.tag,
            query=narrowing.query,
            options=asked.read(),
            is_folder=asked.is_folder,
            stopped=stop.is_set,
        )

    def _counted(self, narrowing: Narrowing, stop: Event) -> int:
        return self._desk.library.count(
            article=narrowing.article,
            tag=narrowing.tag,
            query=narrowing.query,
            stopped=stop.is_set,
        )
