"""Texts and annotations to a REFI-QDA project: a zip archive of texts and one XML file.

The texts go into the archive one after the other. What the XML says of them waits in temporary
files, as codes and users have to stand before it.
"""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reader.formats import moments
from reader.formats.export import ByteSink, Export, Options
from reader.formats.losses import Losses
from reader.formats.qdc.codes import Codebook
from reader.formats.qdc.markup import DECLARATION, container, element, fit, text_element
from reader.formats.qdpx import variables
from reader.formats.qdpx.dialects import ORIGIN, WORDS
from reader.formats.qdpx.sources import Sources, guid

_NAMESPACE = "urn:QDA-XML:project:1.0"
_IN_MEMORY = 4 * 1024**2
"""Bytes of XML that wait in memory; more wait in a file."""


class _Waiting:
    """Elements of one container, kept until what stands before it is known."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed in `__exit__`

    def __enter__(self) -> _Waiting:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, element: str) -> None:
        start = "" if self._file.tell() else f"<{self._name}>\n"
        self._file.write(f"{start}{element}\n".encode())

    def end(self) -> int:
        """End the container, which is left out where it has nothing, and give its length."""
        if self._file.tell():
            self._file.write(f"</{self._name}>\n".encode())
        return self._file.tell()

    def copy(self, target: IO[bytes]) -> None:
        self._file.seek(0)
        copyfileobj(self._file, target)


def write(export: Export, sink: ByteSink, options: Options, losses: Losses) -> int:
    """Write texts and annotations to `sink`, and give how many annotations there were."""
    codebook = Codebook(use.tag for use in export.tags())
    sources = Sources(codebook, options.dialect, losses)
    count = 0
    # It asks for no more than a sink has, but is told to want a file.
    file = cast("IO[bytes]", sink)
    with (
        ZipFile(file, "w", ZIP_DEFLATED) as archive,
        _Waiting("Sources") as texts,
        _Waiting("Notes") as notes,
    ):
        for marked in export.texts(every=True):
            data = _encoded(marked.document.text, has_crlf=options.dialect == "utf16-crlf")
            archive.writestr(_member(f"sources/{guid(marked)}.txt"), data)
            texts.add(sources.source(marked))
            for note in sources.notes(marked):
                notes.add(note)
            count += len(marked.records)
        head, tail = _head(export, sources).encode(), _tail(options).encode()
        size = len(head) + texts.end() + notes.end() + len(tail)
        with archive.open(_member("project.qde", size), "w") as project:
            project.write(head)
            texts.copy(project)
            notes.copy(project)
            project.write(tail)
    return count


def _encoded(text: str, *, has_crlf: bool) -> bytes:
    # The first byte order mark of a file is none of its text.
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.replace("\n", "\r\n") if has_crlf else text
    return (mark + text).encode("utf-8", "replace")


def _member(name: str, size: int = 0) -> ZipInfo:
    # A time of its own would make every export differ.
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.file_size = ZIP_DEFLATED, size
    info.create_system, info.external_attr = 3, 0o600 << 16
    return info


def _head(export: Export, sources: Sources) -> str:
    project = element("Project", {"xmlns": _NAMESPACE, "name": "Reader", "origin": ORIGIN})
    made = moments.for_xml(export.at)
    start = project.removesuffix("/>") + (f' creationDateTime="{made}">' if made else ">")
    codes = container("Codes", *sources.codebook.written(sources.losses))
    parts = (
        container("Users", *(_user(name, guid, sources) for name, guid in sources.users.items())),
        container("CodeBook", codes),
        variables.declared(sources.variables),
    )
    return DECLARATION + "".join(f"{part}\n" for part in (start, *parts) if part)


def _user(name: str, guid: str, sources: Sources) -> str:
    return element("User", {"guid": guid, "name": fit(name, "annotator", sources.losses)})


def _tail(options: Options) -> str:
    return text_element("Description", WORDS[options.dialect]) + "\n</Project>\n"
