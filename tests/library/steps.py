"""Everything that can be done to a library, at random: what the history is tried with.

What a library learns to do gets a function, here or in `taking_in`, and a row in `STEPS`.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.annotation.model import TAG_COLORS
from reader.store import articles
from reader.store.articles import Version
from reader.store.transaction import Transaction
from reader.text.document import Document
from reader.text.stored import pack, unpack
from tests.library.doing import TAGS, Doing
from tests.library.taking_in import (
    add_all_anew,
    add_as_it_was,
    add_changed,
    add_copy,
    add_in_another_encoding,
    add_moved,
    add_new,
    add_page,
    add_retitled,
    add_rewritten,
    find_file,
    lose_file,
)


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
