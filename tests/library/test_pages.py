"""Pages of the web as articles: taken in, kept, fetched anew, forgotten."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import MisuseError
from reader.ingest.reading import FileStatus
from reader.ingest.taking import Raw, take
from reader.ingest.understood import Asked, File, Understood
from reader.library import AddReport, Library, doctor, forgetting
from reader.library.reports import AddProgress
from tests.ingest.fetching.served import Served, page, sent_on, serving
from tests.library.given import article_file, dump, library, marked

TEXT = "# Ferries\n\nThe pewterferry left at dawn. Nobody waved.\n"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving({"/ferries": page(TEXT, kind="text/markdown")}) as server:
        yield server


def added(opened: Library, *urls: str) -> AddReport:
    return opened.add(urls, allow_private=True)


def url_of(served: Served, path: str = "/ferries") -> str:
    return served.url(path, "127.0.0.1")


def kept(opened: Library) -> int:
    with closing(sqlite3.connect(opened.path)) as connection:
        return int(connection.execute("SELECT count(*) FROM log_page").fetchone()[0])


def test_a_page_becomes_an_article_and_is_kept_as_it_was_fetched(
    tmp_path: Path, served: Served
) -> None:
    served.answers["/a"] = sent_on("/ferries")
    with library(tmp_path) as opened:
        report = added(opened, url_of(served, "/a#there"))
        [article] = report.added
        assert report.message == "1 added"
        assert article.path == url_of(served, "/a")
        assert article.url == url_of(served)
        assert (article.title, article.kind) == ("Ferries", "markdown")
        assert article.source == "127.0.0.1"
        [one] = opened.pages(article)
        assert (one.url, one.fetched, one.type) == (
            article.url,
            article.accessed,
            "text/markdown",
        )
        assert opened.page_data(one) == TEXT.encode()
        assert one.digest == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_private_page_is_not_fetched_unasked(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        report = opened.add([url_of(served)])
        assert [one.path for one in report.problems] == [url_of(served)]
        assert "--allow-private" in report.problems[0].what
        assert (report.entry, served.asked, opened.articles()) == (None, [], [])


def test_adding_it_again_fetches_it_and_changes_nothing(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        added(opened, url_of(served))
        before = dump(opened.path)
        # Other bytes of the same text are no news either.
        served.answers["/ferries"] = page(TEXT.replace("\n", "\r\n"), kind="text/markdown")
        report = added(opened, url_of(served))
        assert (report.unchanged, report.entry) == ((url_of(served),), None)
        assert (len(served.asked), kept(opened)) == (2, 1)
        assert dump(opened.path) == before


def test_annotations_follow_a_page_that_has_changed(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        [article] = added(opened, url_of(served)).added
        annotation = marked(opened, article, "pewterferry", "boats")
        text = TEXT.replace("# Ferries\n", "# Ferries\n\nA new beginning.\n")
        served.answers["/ferries"] = page(text, kind="text/markdown")
        [changed] = added(opened, url_of(served)).changed
        assert (changed.id, changed.accessed > article.accessed) == (article.id, True)
        moved = opened.annotation(annotation.id)
        assert moved.status == "moved"
        assert opened.document(changed).text[moved.start : moved.end] == "pewterferry"
        assert [one.digest for one in opened.pages(changed)] == [
            hashlib.sha256(one.encode()).hexdigest() for one in (text, TEXT)
        ]


def test_pages_and_files_are_added_in_one_call(tmp_path: Path, served: Served) -> None:
    file = article_file(tmp_path)
    with library(tmp_path) as opened:
        report = added(
            opened, url_of(served), str(file), url_of(served, "/none"), str(tmp_path / "none.md")
        )
        assert report.message == "2 added, 2 not taken in"
        assert {one.path for one in report.added} == {url_of(served), str(file)}
        assert [one.path for one in report.problems] == [
            str(tmp_path / "none.md"),
            url_of(served, "/none"),
        ]


def test_a_page_that_is_a_near_copy_is_told(tmp_path: Path, served: Served) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    served.answers["/story"] = page(f"# Story\n\n{words}\n", kind="text/markdown")
    with library(tmp_path) as opened:
        [first] = opened.add([article_file(tmp_path, text=f"# Before\n\n{words}\n")]).added
        report = added(opened, url_of(served, "/story"))
        assert [pair.other.id for pair in report.copies] == [first.id]
        assert report.message == "1 added, 1 near copy of other articles"
        assert added(opened, url_of(served, "/story")).copies == ()


def test_many_pages_are_one_step_and_each_is_fetched_once(tmp_path: Path, served: Served) -> None:
    served.answers["/trains"] = page("Trains left too.\n", kind="text/plain")
    with library(tmp_path) as opened:
        report = added(
            opened, *(url_of(served, end) for end in ("/ferries", "/trains", "/ferries#a"))
        )
        assert (len(report.added), len(served.asked), kept(opened)) == (2, 2, 2)
        assert opened.undo().result().message == "Undid: added 2 articles"
        assert opened.articles() == []


def test_a_changed_page_and_a_new_one_each_have_their_own(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        [article] = added(opened, url_of(served)).added
        served.answers["/ferries"] = page("Other words.\n", kind="text/markdown")
        served.answers["/trains"] = page("Trains left too.\n", kind="text/plain")
        report = added(opened, url_of(served), url_of(served, "/trains"))
        assert len(opened.pages(article)) == 2
        assert len(opened.pages(report.added[0])) == 1


def test_what_is_brought_back_has_its_page(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        added(opened, url_of(served))
        before = dump(opened.path)
        opened.undo().result()
        opened.redo().result()
        [article] = [row.article for row in opened.articles()]
        assert opened.page_data(opened.pages(article)[0]) == TEXT.encode()
        assert dump(opened.path) == before


def test_a_file_of_the_same_text_is_an_article_of_its_own(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        added(opened, url_of(served))
        report = opened.add([article_file(tmp_path / "texts", "ferries.md", TEXT)])
        assert report.message == "1 added, 1 near copy of other articles"
        again = opened.add([tmp_path / "texts"])
        assert (again.message, len(opened.articles())) == ("1 unchanged", 2)


def test_an_article_is_found_by_the_address_of_its_page(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        [article] = added(opened, url_of(served)).added
        assert opened.article(url_of(served, "/ferries#dawn").replace("http", "HTTP")) == article


def test_forgetting_an_article_forgets_its_pages(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        [article] = added(opened, url_of(served)).added
        path = opened.path
    forgetting.forget(path, forgetting.plan(path, url_of(served)))
    assert url_of(served).encode() not in path.read_bytes()
    with library(tmp_path) as opened:
        assert (kept(opened), opened.pages(article)) == (0, [])


def test_doctor_finds_a_page_that_rots(tmp_path: Path, served: Served) -> None:
    with library(tmp_path) as opened:
        added(opened, url_of(served))
        path = opened.path
    assert [one for one in doctor.examine(path) if one.grade == "problem"] == []
    with closing(sqlite3.connect(path)) as connection:
        [body] = connection.execute("SELECT body FROM log_page").fetchone()
        for number in (5, len(body) - 1):
            rotten = body[:number] + bytes([body[number] ^ 1]) + body[number + 1 :]
            connection.execute("UPDATE log_page SET body = ?", (rotten,))
            connection.commit()
            [found] = [one for one in doctor.examine(path) if one.grade == "problem"]
            assert (found.kind, "Ferries" in found.where) == ("page", True)


def test_it_stops_before_the_next_page_and_keeps_what_is_done(
    tmp_path: Path, served: Served
) -> None:
    urls = [url_of(served), url_of(served, "/trains")]
    told: list[AddProgress] = []
    with library(tmp_path) as opened:
        report = opened.add(
            urls,
            progress=told.append,
            stopped=lambda: bool(told) and told[-1].done == 1,
            allow_private=True,
        )
        assert (report.stopped, len(report.added), len(served.asked)) == (True, 1, 1)
        assert (report.problems, len(opened.articles())) == ((), 1)
    assert told[0] == AddProgress(0, 2, urls[0])


def test_what_is_no_proxy_is_a_misuse(tmp_path: Path) -> None:
    with library(tmp_path) as opened, pytest.raises(MisuseError):
        opened.add(["http://127.0.0.1/"], proxy="elsewhere")


def test_what_understands_a_page_knows_its_address_and_what_its_server_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reader.ingest.kinds import plain

    given: list[File] = []

    def understand(file: File) -> Understood:
        given.append(file)
        return whole(file)

    whole = plain.understand
    monkeypatch.setattr(plain, "understand", understand)
    asked = Asked(url="https://example.org/", charset="iso8859-2")
    take(Path("a.txt"), Raw(b"Words.", FileStatus(6, 0), ""), asked=asked)
    assert (given[0].url, given[0].charset) == ("https://example.org/", "iso8859-2")
