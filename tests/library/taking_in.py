"""What can be done with files and pages, at random: new, changed, moved, lost and found."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self
from unittest import mock

from reader.ingest import taking
from reader.ingest.fetching.page import Fetched
from reader.ingest.taking import Taken
from reader.ingest.understood import Asked
from tests.library.doing import SENTENCES, Doing


def add_new(do: Doing) -> None:
    """Take in one file or several that are new."""
    paths = []
    for _ in range(do.chance.choice([1, 1, 3])):
        name = f"text{len(do.names)}.{do.chance.choice(['md', 'txt'])}"
        do.names.append(name)
        heading = [f"# Text {len(do.names)}"] * do.chance.randrange(2)
        paths.append(do.write_file(name, heading + do.chance.choices(SENTENCES, k=6)))
    do.opened.add(paths)


def add_changed(do: Doing) -> None:
    """Take in a file whose sentences were changed, moved, taken out or put in."""
    path = do.file()
    sentences = path.read_text(encoding="utf-8").strip("\n").split("\n\n")
    for _ in range(do.chance.randrange(1, 4)):
        place = do.chance.randrange(len(sentences))
        what = do.chance.choice(["out", "in", "to the end", "otherwise"])
        if what == "in":
            sentences.insert(place, do.chance.choice(SENTENCES))
        elif what == "otherwise":
            sentences[place] = sentences[place].replace("e", "ee", 3)
        else:
            sentence = sentences.pop(place)
            sentences += [sentence] if what == "to the end" or not sentences else []
    do.write_file(path.name, sentences)
    do.opened.add([path])


def add_rewritten(do: Doing) -> None:
    """Take in a file in which everything is another text: annotations are orphaned."""
    path = do.file()
    do.write_file(path.name, [f"Wholly other words, {do.chance.random()}."] * 3)
    do.opened.add([path])


def add_as_it_was(do: Doing) -> None:
    """Take in a file that has a former text of its article again."""
    path = do.file()
    do.write_file(path.name, do.chance.choice(do.contents[path.name]))
    do.opened.add([path])


def add_retitled(do: Doing) -> None:
    """Take in a file whose front matter is another, and its text the same."""
    path = do.file()
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        do.write_file(path.name, [f"---\ntitle: {do.chance.random()}\n---", text.strip("\n")])
        do.opened.add([path])


def add_moved(do: Doing) -> None:
    """Take in a file under another name, its old one being gone."""
    path = do.file()
    do.names.append(f"moved{len(do.names)}{path.suffix}")
    do.contents[do.names[-1]] = [*do.contents[path.name]]
    path.rename(path.with_name(do.names[-1]))
    do.opened.add([do.folder])


def add_all_anew(do: Doing) -> None:
    """Take the whole folder in: what was removed or undone meanwhile comes back."""
    do.opened.add([do.folder])


def add_copy(do: Doing) -> None:
    """Take in a near copy of what another file holds."""
    path = do.file()
    sentences = path.read_text(encoding="utf-8", errors="replace").strip("\n").split("\n\n")
    do.names.append(f"copy{len(do.names)}{path.suffix}")
    copy = do.write_file(do.names[-1], [*sentences, do.chance.choice(SENTENCES)])
    do.opened.add([copy])


def add_in_another_encoding(do: Doing) -> None:
    """Take a file in as what another encoding makes of it, or as it is told from it again."""
    do.opened.add([do.file()], encoding=do.chance.choice(["latin-1", "cp1251", "utf-8"]))


def lose_file(do: Doing) -> None:
    """Look at the folder when one of its files is gone."""
    path = do.file()
    lost = do.folder.with_name("lost")
    lost.mkdir(exist_ok=True)
    path.rename(lost / path.name)
    do.opened.add([do.folder])


def find_file(do: Doing) -> None:
    """Look at the folder when a file that was gone is there again, just as it was."""
    path = do.chance.choice(sorted(do.folder.with_name("lost").glob("*")))
    if not (do.folder / path.name).exists():
        path.rename(do.folder / path.name)
        do.opened.add([do.folder])


class _Here:
    """Understands a page in this process: one of its own for each takes too long here."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def take(self, file: Path, digest: str, _: object, *, asked: Asked) -> Taken | None:
        return taking.take_changed(file, digest, asked=asked)


def add_page(do: Doing) -> None:
    """Take in a page, new or fetched again, perhaps with another text."""
    url = f"https://example.org/{do.chance.randrange(3)}"
    text = "\n\n".join(["# A page", *do.chance.choices(SENTENCES, k=5)])

    def fetch(*_: object) -> Fetched:
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        return Fetched(url, data, "text/markdown", "utf-8", "page.md", digest)

    with (
        mock.patch("reader.library.pages.fetch", fetch),
        mock.patch("reader.library.pages.Apart", _Here),
    ):
        do.opened.add([url])
