"""Everything that can be done to a library, at random: what the history is tried with.

What a library learns to do gets a function here and a row in `STEPS`.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from unittest import mock

from reader.annotation.model import TAG_COLORS, Annotation, Article
from reader.ingest import taking
from reader.ingest.fetching.page import Fetched
from reader.ingest.taking import Taken
from reader.ingest.understood import Asked
from reader.library import Library
from reader.store import articles
from reader.store.articles import Version
from reader.store.transaction import Transaction
from reader.text.document import Document, Span
from reader.text.stored import pack, unpack
from tests.library.given import article_file

SENTENCES = (
    "The harbour was closed for eleven days.",
    "Nobody counted the barrels, said the clerk.",
    "Rain fell on the José bridge and on both of its towers.",
    "The numbers were large.",
    "A second ledger was found under the stairs of the old office.",
    "In spring the pilots came back, and the owners with them.",
    "Prices rose by 17 percent, then fell.",
    "Her letter says nothing of the fire.",
)
TAGS = ("harbour", "people/pilots", "people/owners", "Figures", "weather", "fire", "odd one")


@dataclass
class Doing:
    """One library as one window has it, chance, and the folder of its articles' files."""

    opened: Library
    chance: random.Random
    folder: Path
    names: list[str] = field(default_factory=list)
    """Names that files were given, of all windows."""
    contents: dict[str, list[list[str]]] = field(default_factory=dict)
    """What files held so far, by name."""

    def article(self) -> Article:
        """Choose an article."""
        rows = sorted(self.opened.articles(), key=lambda row: row.article.path)
        return self.chance.choice(rows).article

    def annotation(self, *statuses: str) -> Annotation:
        """Choose an annotation, of one of these statuses if any are named."""
        found = [one for one in self.opened.annotations() if not statuses or one.status in statuses]
        return self.chance.choice(found)

    def span(self, article: Article) -> Span:
        """Choose a passage that parts nothing."""
        text = self.opened.document(article).text
        start = self.chance.randrange(len(text))
        return Span(start, min(start + self.chance.randrange(1, 60), len(text)))

    def tags(self) -> list[str]:
        """Choose some tags."""
        return self.chance.sample(TAGS, self.chance.randrange(4))

    def tag(self) -> str:
        """Choose a tag that there is."""
        return self.chance.choice(sorted(use.tag.path for use in self.opened.tags()))

    def write_file(self, name: str, sentences: list[str]) -> Path:
        """Write a file whose time is another than any it had."""
        self.contents.setdefault(name, []).append([*sentences])
        path = article_file(self.folder, name, "\n\n".join(sentences) + "\n")
        os.utime(path, ns=(0, self.chance.randrange(2**60)))
        return path

    def file(self) -> Path:
        """Choose a file that is still there."""
        return self.chance.choice(sorted(self.folder.glob("*.*")))


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


def save_search(do: Doing) -> None:
    """Keep a search under a name, new or another's."""
    name = do.chance.choice(["first", "second", "Third"])
    query = do.chance.choice(["harbour", "tag:fire -weather", "is:unread OR note:words"])
    do.opened.searches.save(name, query).result()


def delete_search(do: Doing) -> None:
    """Delete a saved search."""
    do.opened.searches.delete(do.chance.choice(do.opened.searches.every()).name).result()


def understand_otherwise(do: Doing) -> None:
    """Store other blocks for a text, as newer rules give them."""
    article = do.article()
    stored = do.opened._store.read(articles.version, article.id, article.text_hash)
    assert stored is not None
    document = unpack(stored.text, stored.rules, stored.blocks)
    *blocks, last = document.blocks
    other = Document(stored.text, [*blocks, last._replace(tight=not last.tight)], stored.rules + 1)
    newer = stored._replace(rules=other.rules, blocks=pack(other))
    assert newer.blocks != stored.blocks

    def work(step: Transaction) -> None:
        step.put_version(Version(*newer))
        step.record(do.opened._author().entry("add", "Looked at a file again", article.id))

    do.opened._store.write(work).result()


def remove(do: Doing) -> None:
    """Take an article out, with all that stands in it."""
    if len(do.opened.articles()) > 1:
        do.opened.remove_article(do.article()).result()


def mark(do: Doing) -> None:
    """Mark a passage, or add to the mark that stands there."""
    article = do.article()
    note = do.chance.choice([None, "", "a note", f"n{do.chance.random()}"])
    do.opened.annotate(article, do.span(article), tags=do.tags(), note=note).result()


def write_memo(do: Doing) -> None:
    """Write a memo on a whole article, change the one that is there, or delete it."""
    note = do.chance.choice(["on the whole of it", "other words", ""])
    do.opened.write_memo(do.article(), note).result()


def retag(do: Doing) -> None:
    """Change an annotation's tags."""
    one = do.annotation()
    do.opened.edit(one, add_tags=do.tags(), remove_tags=one.tags[:2]).result()


def rewrite(do: Doing) -> None:
    """Change or delete an annotation's note."""
    do.opened.edit(do.annotation(), note=do.chance.choice(["", "other words"])).result()


def move_ends(do: Doing) -> None:
    """Move an annotation's ends."""
    one = do.annotation("anchored", "moved")
    do.opened.edit(one, span=do.span(do.opened.article(one.article))).result()


def place(do: Doing) -> None:
    """Place what waits for review, or is an orphan, in the present text."""
    one = do.annotation("review", "orphaned")
    article = do.opened.article(one.article)
    span = do.chance.choice([one.proposed, None]) or do.span(article)
    do.opened.place_passage(one, span, article.text_hash).result()


def leave(do: Doing) -> None:
    """Leave what waits for review as an orphan."""
    do.opened.leave_orphan(do.annotation("review")).result()


def delete(do: Doing) -> None:
    """Delete an annotation."""
    do.opened.delete(do.annotation()).result()


def rename_tag(do: Doing) -> None:
    """Give a tag another path, of its own or below another's."""
    do.opened.codebook.rename(do.tag(), do.chance.choice(TAGS) + do.chance.choice("ab")).result()


def move_tag(do: Doing) -> None:
    """Put a tag below another, or to the top."""
    do.opened.codebook.move(do.tag(), do.chance.choice(["", do.tag()])).result()


def adorn_tag(do: Doing) -> None:
    """Describe a tag, colour it or give it a key."""
    codebook, tag = do.opened.codebook, do.tag()
    what = do.chance.choice(["describe", "color", "pin"])
    if what == "describe":
        codebook.describe(tag, f"d{do.chance.random()}").result()
    elif what == "color":
        codebook.color(tag, do.chance.choice(TAG_COLORS)).result()
    else:
        codebook.pin(tag, do.chance.randrange(10)).result()


def merge_tags(do: Doing) -> None:
    """Merge a tag into another."""
    do.opened.codebook.merge([do.tag()], do.tag())


def split_tag(do: Doing) -> None:
    """Send some of a tag's passages to another."""
    tag = do.tag()
    found = [one.id for one in do.opened.annotations(tag=tag) if do.chance.random() < 0.5]
    do.opened.codebook.split(tag, do.chance.choice(TAGS), found)


def delete_tag(do: Doing) -> None:
    """Delete a tag and those below it."""
    do.opened.codebook.delete([do.tag()])


STEPS: dict[Callable[[Doing], None], int] = {
    add_new: 4,
    add_changed: 5,
    add_rewritten: 2,
    add_as_it_was: 2,
    add_retitled: 1,
    add_moved: 2,
    add_all_anew: 1,
    add_copy: 2,
    add_in_another_encoding: 2,
    lose_file: 2,
    find_file: 3,
    add_page: 2,
    save_search: 2,
    delete_search: 1,
    understand_otherwise: 1,
    remove: 2,
    mark: 12,
    write_memo: 2,
    retag: 4,
    rewrite: 2,
    move_ends: 3,
    place: 4,
    leave: 2,
    delete: 2,
    rename_tag: 2,
    move_tag: 1,
    adorn_tag: 2,
    merge_tags: 2,
    split_tag: 2,
    delete_tag: 1,
}
"""What can be done, with how often it is."""
