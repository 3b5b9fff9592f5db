"""Following links, and back: nothing opens but web and mail addresses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.library import Library
from reader.text.document import Block, Document, Mark
from reader.tui import opening
from tests.ingest.fetching.served import page, serving
from tests.tui.given import library_of, reading
from tests.tui.test_hostile import harmful

LINKED = """# Linked

A [plain link](https://example.org/page) stands here. Nothing stands here.

One [first](https://example.org/1) and one [second](https://example.org/2) link.

See [example.org](https://example.net/trap) for it.

Read [the other](../corpus/1.md#two-words), [a lost one](lost.md) or [below](#last-part).

Ask [jo](mailto:jo@example.org).

## Last part

It ends here. Go [up](#linked).
"""
OTHER = """# Other

Some text first.

## Two words

Where the link leads.
"""


class Opened:
    """What was handed to the system's opener."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], dict[str, object]]] = []

    @property
    def addresses(self) -> list[str]:
        return [call[0][1] for call in self.calls]


class Process:
    """A program that never ends."""

    def poll(self) -> None:
        return None


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """An opener that notes what it is given."""
    found = Opened()

    def popen(command: list[str], **options: object) -> Process:
        found.calls.append((command, options))
        return Process()

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", popen)
    monkeypatch.setattr(opening, "_running", [])
    return found


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Library]:
    """Two articles, the first with links to the second and elsewhere."""
    library = library_of(tmp_path, [LINKED, OTHER])
    yield library
    library.close()


@pytest.fixture
def fetched(tmp_path: Path) -> Iterator[Library]:
    """One article, which was fetched from the web, with links that name no host."""
    text = "# Page\n\nA [link](../b?c#d) here. A [heading](#end) there.\n\n## End\n\nLast.\n"
    with (
        serving({"/a/page": page(text, kind="text/markdown")}) as served,
        closing(library_of(tmp_path, [])) as library,
    ):
        library.add([served.url("/a/page", "127.0.0.1")], allow_private=True)
        yield library


def test_an_address_is_opened_without_a_shell_a_terminal_or_a_wait(opened: Opened) -> None:
    assert opening.open_address("https://example.org/$(x)") == "Opening https://example.org/$(x)"
    ((command, options),) = opened.calls
    assert command[1:] == ["https://example.org/$(x)"]
    assert not options.get("shell")
    assert options["start_new_session"]
    for stream in ("stdin", "stdout", "stderr"):
        assert options[stream] == subprocess.DEVNULL


@pytest.mark.parametrize(("platform", "name"), [("darwin", "open"), ("linux", "xdg-open")])
def test_each_system_has_its_own_opener(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, platform: str, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    opening.open_address("https://example.org/")
    assert opened.calls[0][0][0] == f"/usr/bin/{name}"


@pytest.mark.parametrize("address", ["file:///etc/hosts", "-x", "https://example.org/ -x", ""])
def test_what_may_not_be_opened_is_refused(opened: Opened, address: str) -> None:
    with pytest.raises(ReaderError):
        opening.open_address(address)
    assert not opened.calls


def test_an_opener_that_cannot_be_started_is_an_error_of_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/nonexistent/opener")
    with pytest.raises(ReaderError, match="could not open https"):
        opening.open_address("https://example.org/")


async def test_the_only_link_of_the_sentence_is_opened(linked: Library, opened: Opened) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("A plain")
        await hands.press("o")
        assert opened.addresses == ["https://example.org/page"]
        assert hands.said == "Opening https://example.org/page"


async def test_a_link_without_a_host_leads_on_from_the_page_that_the_article_was(
    fetched: Library, opened: Opened
) -> None:
    address = fetched.articles()[0].article.path
    async with reading(fetched, "Page") as hands:
        await hands.go("A link")
        await hands.press("o")
        assert opened.addresses == [address.replace("/a/page", "/b?c#d")]
        await hands.go("A heading")
        await hands.press("o")
        assert (len(opened.addresses), hands.word) == (1, "End")


async def test_of_several_links_the_current_word_s_is_opened_else_one_is_picked(
    linked: Library, opened: Opened
) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("second")
        await hands.press("o")
        assert opened.addresses == ["https://example.org/2"]
        await hands.go("One")
        await hands.press("o")
        assert "first · https://example.org/1" in hands.text
        await hands.press("down", "enter")
        assert opened.addresses[1:] == ["https://example.org/2"]
        assert hands.focuses(hands.pane)


async def test_a_link_that_poses_is_opened_only_when_asked_again(
    linked: Library, opened: Opened
) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("example.org")
        await hands.press("o")
        assert hands.said.startswith("Leads to example.net; o again opens https://example.net/trap")
        assert opened.addresses == []
        await hands.press("o")
        assert opened.addresses == ["https://example.net/trap"]
        await hands.press("o")
        assert len(opened.addresses) == 1
        await hands.press("l", "h", "o")
        assert hands.said.startswith("Leads to example.net")
        assert len(opened.addresses) == 1


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///etc/hosts", "data:text/html,x", "ftp://a.example/", "//a/b"],
)
async def test_other_schemes_are_shown_and_not_opened(
    library: Library, opened: Opened, target: str
) -> None:
    async with reading(library) as hands:
        marks = (Mark(4, 6, "link", target),)
        hands.pane.show(Document("See it.", (Block(0, 7, "paragraph", marks=marks),), 1), "")
        hands.pane.follow()
        await hands.press("o")
        assert hands.said == f"Not opened: {target}"
        assert opened.addresses == []


async def test_a_mail_address_is_opened(linked: Library, opened: Opened) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("jo.")
        await hands.press("o")
        assert opened.addresses == ["mailto:jo@example.org"]


async def test_a_long_address_is_shown_by_its_ends(
    tmp_path_factory: pytest.TempPathFactory, opened: Opened
) -> None:
    address = f"https://example.org/{'x' * 300}/end"
    library = library_of(tmp_path_factory.mktemp("long"), [f"# Long\n\nSee [it]({address}).\n"])
    async with reading(library, "Long", size=(60, 20)) as hands:
        await hands.press("j", "o")
        assert hands.said.startswith("Opening https://example.org/xxx")
        assert hands.said.endswith("x/end")
        assert opened.addresses == [address]
    library.close()


async def test_without_an_opener_the_address_is_said_and_copied(
    linked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    async with reading(linked, "Linked") as hands:
        await hands.go("A plain")
        await hands.press("o")
        assert "no program here opens https://example.org/page" in hands.said
        assert hands.app.clipboard == "https://example.org/page"


async def test_a_link_to_a_heading_goes_there_and_back(linked: Library) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("below")
        await hands.press("o")
        assert hands.current == "Last part"
        assert hands.said == "Heading #last-part · o goes back"
        await hands.press("j", "o")
        assert hands.word == "below"


async def test_a_link_to_an_article_of_the_library_opens_it_at_its_heading(
    linked: Library,
) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("the other")
        await hands.press("o")
        assert hands.desk.article is not None
        assert hands.desk.article.title == "Other"
        assert hands.current == "Two words"
        assert "o goes back" in hands.said
        await hands.press("o")
        assert hands.desk.article.title == "Linked"
        assert hands.word == "the"
        assert hands.current.startswith("Read the other")


async def test_a_link_to_what_is_not_in_the_library_opens_nothing(
    linked: Library, opened: Opened
) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("a lost one")
        await hands.press("o")
        assert hands.said.startswith("Not in the library: ")
        assert hands.said.endswith("lost.md")
        assert hands.current.startswith("Read the other")
        assert opened.addresses == []


async def test_jumps_are_gone_back_on_in_their_order(linked: Library) -> None:
    async with reading(linked, "Linked") as hands:
        await hands.go("below")
        await hands.press("o")
        await hands.go("up")
        await hands.press("o")
        assert hands.current == "Linked"
        await hands.press("o")
        assert hands.word == "up"
        await hands.go("It ends")
        await hands.press("o")
        assert hands.word == "below"
        await hands.go("Nothing")
        await hands.press("o")
        assert hands.said == "No link or footnote here"


@pytest.mark.parametrize(
    "target",
    [
        "#%1b[2J%0a", "%1b[2J/%00.md", "../../../../../../etc/hosts", "/etc/hosts", "~/x", "?a", "",
        "https://example.org/%1b[2J", "https://example.org/\u202egro.elpmaxe", "mailto:",
        "x" * 5000, "//example.org", "c:\\x", "\u202e", "[@click=app.quit]x[/]",
    ],
)  # fmt: skip
async def test_hostile_targets_do_no_harm(library: Library, opened: Opened, target: str) -> None:
    async with reading(library) as hands:
        marks = (Mark(4, 6, "link", target),)
        hands.pane.show(Document("See it.", (Block(0, 7, "paragraph", marks=marks),), 1), "")
        hands.pane.follow()
        await hands.press("o")
        assert not harmful(hands.said)
        assert hands.current == "See it."
        assert all(address.isascii() and address.isprintable() for address in opened.addresses)
        assert hands.app.is_running


async def test_a_link_in_the_lit_note_is_opened(linked: Library, opened: Opened) -> None:
    quote = "Nothing stands here."
    async with reading(linked, "Linked") as hands:
        note = "see [the page](https://example.org/note), [no file](other.md)"
        article = linked.article("Linked")
        linked.annotate(article, hands.span(quote), note=note).result()
        hands.desk.refresh_marks()
        await hands.go(quote)
        await hands.press("o")
        assert opened.addresses == []
        await hands.press("[", "]")
        await hands.press("o")
        assert opened.addresses == ["https://example.org/note"]


async def test_a_link_in_a_note_that_poses_is_opened_only_when_asked_again(
    linked: Library, opened: Opened
) -> None:
    quote = "Nothing stands here."
    async with reading(linked, "Linked") as hands:
        note = "see [example.org](https://example.net/trap)"
        linked.annotate(linked.article("Linked"), hands.span(quote), note=note).result()
        hands.desk.refresh_marks()
        await hands.press("g", "]", "o")
        assert opened.addresses == []
        assert "Leads to example.net" in hands.said
        await hands.press("o")
        assert opened.addresses == ["https://example.net/trap"]
