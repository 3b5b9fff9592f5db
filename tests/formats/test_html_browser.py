"""The page in a browser: it filters by tag, asks nobody for anything, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.formats.export import Marked
from reader.text import markdown
from tests.formats.browser import Browser, browsing, chromium
from tests.formats.html_pages import article, record, small_page, written

if chromium() is None:
    pytest.skip("no Chromium is installed: apt-get install chromium", allow_module_level=True)

_SHOWN = """[...document.querySelectorAll('#passages tr[data-p]')].filter((row) => !row.hidden)
    .map((row) => row.dataset.p)"""
_PAINTED = """[...document.querySelectorAll('.text mark:not(.off)')]
    .map((mark) => mark.textContent + ' ' + mark.className)"""
_ALL_LAID_OUT = """document.querySelectorAll('article, .group')
    .forEach((part) => { part.style.contentVisibility = 'visible'; })"""
_FOUND = "document.getElementById('found').textContent"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = chromium()
    assert program is not None
    with browsing(program, tmp_path_factory.mktemp("chromium")) as browser:
        if browser is None:
            pytest.skip("the Chromium that is installed does not start here")
        yield browser


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(small_page(), "utf-8", newline="")
    return path


def chosen(number: int | str) -> str:
    return f'[data-which="{number}"]'


def test_a_click_on_a_tag_leaves_its_passages(started: Browser, page: Path) -> None:
    started.open(page)
    whole = started.run(_PAINTED)
    started.click(chosen(1))
    assert started.run(_SHOWN) == ["early"]
    assert started.run(_FOUND) == "1 of 7 passages, in 1 of 1 article"
    # What the filter leaves lies under nothing any more.
    assert started.run(_PAINTED) == [
        f"{one} teal" for one in ("first", " ", "ferry", " left at ", "six")
    ]
    started.click(chosen("none"))
    assert started.run(_SHOWN) == ["early", "fog", "may", "lost"]
    started.click("#clear")
    assert len(started.run(_SHOWN)) == 7
    assert started.run(_PAINTED) == whole
    assert started.run(_FOUND) == "All 7 passages shown"


def test_several_tags_find_passages_with_all_of_them_if_asked(started: Browser, page: Path) -> None:
    started.open(page)
    started.click(chosen(0))
    started.click(chosen(1))
    assert started.run(_SHOWN) == ["memo", "early", "ferry", "code"]
    started.click("#all")
    assert started.run(_SHOWN) == ["early"]


def test_the_keyboard_chooses_as_a_click_does_and_the_state_is_announced(
    started: Browser, page: Path
) -> None:
    started.open(page)
    started.run(f"document.querySelector('{chosen(0)}').focus()")
    started.press("Tab")
    started.press(" ")
    assert started.run("document.activeElement.dataset.which") == "1"
    assert started.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert started.run("document.getElementById('found').getAttribute('role')") == "status"
    assert started.run(_SHOWN) == ["early"]


def test_no_request_leaves_the_page_and_the_policy_refuses_nothing_of_its_own(
    started: Browser, page: Path
) -> None:
    started.open(page)
    started.click(chosen(0))
    started.run("scrollTo(0, document.body.scrollHeight)")
    asked = [one["request"]["url"] for one in started.told("Network.requestWillBeSent")]
    assert asked == [page.as_uri()]
    assert started.told("Log.entryAdded") == []


def test_what_is_put_into_the_page_cannot_run_or_load(started: Browser, page: Path) -> None:
    forged = page.read_text("utf-8").replace(
        "<body>",
        '<body onload="window.ran = 1"><script>window.ran = 2</script><img src="https://x.example/">'
        '<p style="color: red" id="red">x</p>',
    )
    page.write_text(forged, "utf-8", newline="")
    started.open(page)
    assert started.run("window.ran ?? 0") == 0
    assert started.run("getComputedStyle(document.getElementById('red')).color") != "rgb(255, 0, 0)"
    refused = {one["blockedReason"] for one in started.told("Network.loadingFailed")}
    assert refused <= {"csp"}
    answered = [one["response"]["url"] for one in started.told("Network.responseReceived")]
    assert answered in ([], [page.as_uri()])


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_scrolls_sideways(started: Browser, page: Path, width: int) -> None:
    started.open(page, width=width, dark=width == 800)
    started.run(_ALL_LAID_OUT)
    assert started.run("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 1280])
def test_a_note_stands_beside_its_passage_or_below_it(
    started: Browser, page: Path, width: int
) -> None:
    started.open(page, width=width)
    text, note = (
        started.run(f"(({{left, right, top, bottom}}) => [left, right, top, bottom])"
                    f"(document.querySelector('.pair > {part}').getBoundingClientRect())")
        for part in ("p", ".aside")
    )  # fmt: skip
    if width == 360:
        assert note[2] >= text[3]
    else:
        assert note[0] > text[1]
        assert abs(note[2] - text[2]) < 20


def test_a_long_word_and_deep_lists_stay_on_a_phone(started: Browser, page: Path) -> None:
    source = "".join(f"{'  ' * depth}- {'word' * 60}\n" for depth in range(17))
    source += "\n" + "> " * 30 + "deep\n\n`" + "code" * 99 + "`\n\n    " + "x" * 300
    document, _ = markdown.parse(source + "\n\n|" + "a|" * 40 + "\n|" + "-|" * 40)
    owner = article(title="T" * 300, url="https://quay.example/" + "y" * 300)
    memo = record(document, 0, 0, owner, note="n" * 300, tags=("t" * 190,))
    one = record(document, 0, 9, owner, note="n" * 300, tags=("t" * 190,))
    text = written(Marked(owner, "5e1f", document, [memo, one]))
    page.write_text(text, "utf-8", newline="")
    started.open(page, width=360)
    started.run(_ALL_LAID_OUT)
    assert started.run("document.documentElement.scrollWidth") == 360
