"""A power cut, simulated: what a program wrote is recorded, and played back up to the cut.

What is durable at the cut is what POSIX promises and no more: the bytes of a file as they were at
its last sync, and the names in a folder as they were at the last sync of that folder. Of what was
written since, the cut leaves nothing; or, drawn by chance, any of it in any order, torn at the
sectors of 512 bytes.
"""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_CALLS = "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,link,unlink"
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2}|[^>])*)>")


@dataclass(frozen=True)
class Event:
    """One call of the program that had an effect."""

    call: str
    path: str
    """The file that it was about; for `write` to the output, empty."""
    data: bytes = b""
    offset: int = 0
    to: str = ""
    """The other name, for `rename` and `link`."""


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    now: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)
    """What was done to it since its last sync."""


def record(command: Sequence[str], trace: Path, folder: Path) -> tuple[int, list[Event]]:
    """Run a program and give its exit code and what it did to files in `folder`."""
    done = subprocess.run(
        [
            *("strace", "-f", "-y", "-xx", "-s", "10000000"),
            *("-e", f"trace={_CALLS}", "-o", str(trace), *command),
        ],
        stdout=subprocess.PIPE,
        check=False,
    )
    with trace.open(encoding="ascii", errors="replace") as lines:
        return done.returncode, list(_events(_stitched(lines), str(folder)))


def _stitched(lines: Iterator[str]) -> Iterator[str]:
    """Give calls whole that were interrupted by another thread's."""
    begun: dict[str, str] = {}
    for line in lines:
        process, _, rest = line.partition(" ")
        rest = rest.lstrip()
        if rest.rstrip().endswith("<unfinished ...>"):
            begun[process] = rest.rstrip().removesuffix("<unfinished ...>").rstrip()
        elif rest.startswith("<... ") and process in begun:
            yield f"{process} {begun.pop(process)}{rest.partition('resumed>')[2]}"
        else:
            yield f"{process} {rest}"


def _events(lines: Iterator[str], folder: str) -> Iterator[Event]:
    for line in lines:
        match = _LINE.match(line)
        if match is None or int(match[4]) < 0:
            continue
        event = _event(match[2], match[3], int(match[4]))
        if event is not None and (not event.path or event.path.startswith(folder)):
            yield event


def _event(call: str, arguments: str, result: int) -> Event | None:
    strings = [bytes.fromhex(found.replace(r"\x", "")) for found in _STRING.findall(arguments)]
    if call in ("rename", "link", "unlink"):
        paths = [found.decode() for found in strings]
        return Event(call, paths[0], to=paths[-1] if len(paths) > 1 else "")
    if call == "openat":
        created = "O_CREAT" in arguments
        cut = "O_TRUNC" in arguments
        return Event("create", strings[0].decode(), data=b"cut" * cut) if created else None
    opened = _OPENED.match(arguments)
    if opened is None:
        return None
    if call == "write" and opened[1] == "1":
        return Event("say", "", strings[0][:result])
    path = _plain(opened[2])
    numbers = [int(number) for number in re.findall(r", (\d+)", arguments)]
    if call == "pwrite64":
        return Event("write", path, strings[0][:result], numbers[-1])
    if call == "ftruncate":
        return Event("cut", path, offset=numbers[-1])
    if call == "write":
        return Event("append", path, strings[0][:result])
    return Event("sync", path)


def _plain(shown: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), shown)


class Disk:
    """The files of a folder, as they are and as a power cut would leave them."""

    def __init__(self, folder: Path) -> None:
        """Begin with what stands in `folder`, all of it durable."""
        self.folder = str(folder)
        self.now: dict[str, _File] = {}
        for path in folder.iterdir():
            if path.is_file():
                content = path.read_bytes()
                self.now[str(path)] = _File(bytearray(content), bytearray(content))
        self.durable = dict(self.now)
        self._renamed: list[dict[str, _File]] = []
        """The names as they were after each change of them since the folder's last sync."""

    def do(self, event: Event) -> None:
        """Take in one event."""
        if event.call == "sync" and event.path == self.folder:
            self.durable, self._renamed = dict(self.now), []
        elif event.call in ("create", "rename", "link", "unlink"):
            self._rename(event)
        elif event.path in self.now:
            file = self.now[event.path]
            if event.call == "sync":
                file.durable, file.since = bytearray(file.now), []
            else:
                if event.call == "append":
                    event = Event("write", event.path, event.data, len(file.now))
                _apply(file.now, event)
                file.since.append(event)

    def _rename(self, event: Event) -> None:
        if event.call == "create":
            if event.path in self.now:
                if event.data:
                    self.do(Event("cut", event.path))
                return
            self.now[event.path] = _File()
        elif event.path in self.now:
            file = self.now[event.path]
            if event.call in ("rename", "unlink"):
                del self.now[event.path]
            if event.to:
                self.now[event.to] = file
        self._renamed.append(dict(self.now))

    def cut(self, into: Path, chance: random.Random | None) -> None:
        """Write what a cut leaves into a folder: the least, or with `chance` some of the rest."""
        names = chance.choice([self.durable, *self._renamed]) if chance else self.durable
        for path, file in names.items():
            left = bytearray(file.durable)
            for event in file.since if chance else ():
                for part in _sectors(event):
                    if chance and chance.random() < 0.5:
                        _apply(left, part)
            (into / Path(path).name).write_bytes(left)


def _sectors(event: Event) -> Iterator[Event]:
    """Give the parts of a write that reach the disk by themselves."""
    if event.call != "write":
        yield event
        return
    start, end = event.offset, event.offset + len(event.data)
    while start < end:
        stop = min(start - start % SECTOR + SECTOR, end)
        yield Event(
            "write", event.path, event.data[start - event.offset : stop - event.offset], start
        )
        start = stop


def _apply(content: bytearray, event: Event) -> None:
    if event.call == "cut":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
    else:
        content.extend(bytes(max(event.offset - len(content), 0)))
        content[event.offset : event.offset + len(event.data)] = event.data
