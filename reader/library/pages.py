"""Taking pages in from the web: each is fetched, understood in a process apart, and kept.

A page's article has the address that was asked for as its path. Asked for again it is fetched
anew; where its text is another, its annotations follow as those of a changed file do.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from reader.annotation.model import Entry
from reader.errors import IngestError
from reader.ingest import kept
from reader.ingest.apart import Apart
from reader.ingest.fetching import addresses
from reader.ingest.fetching.page import Fetched, FetchRules, fetch
from reader.ingest.taking import ANY, Taken
from reader.ingest.understood import Asked
from reader.ingest.walking import Problem
from reader.library import copies, storing
from reader.library.author import Author
from reader.library.clock import now
from reader.library.following import Following
from reader.library.reports import AddProgress, AddReport
from reader.library.storing import ReadFile, Tally
from reader.store import articles, passages
from reader.store.articles import KnownArticle
from reader.store.pages import Page
from reader.store.store import Store
from reader.store.transaction import Transaction


@dataclass
class AddingPages:
    """One call of `add`, for the pages that it names."""

    store: Store
    author: Author
    rules: FetchRules
    progress: Callable[[AddProgress], None] | None = None
    """Told now and then what is waited for."""
    stopped: Callable[[], bool] | None = None
    """Asked before each page, and while one is waited for."""
    asked: Asked = ANY
    """What is asked of the taking in, for all pages alike."""
    _now: AddProgress = field(default_factory=lambda: AddProgress(0, 0, ""))
    _tally: Tally = field(default_factory=Tally)
    _entry: Entry | None = None

    def run(self, urls: Sequence[str]) -> AddReport:
        """Take in the pages at `urls`; what cannot be is in the report, under what was named."""
        done: set[str] = set()
        with Apart() as apart:
            for count, url in enumerate(urls):
                self._now = AddProgress(count, len(urls), url, written=len(self._tally.touched))
                if self._looks_up():
                    break
                try:
                    address = addresses.parsed(url).url
                    if address not in done:
                        done.add(address)
                        self._take(address, apart)
                except IngestError as error:
                    if not self._is_stopped():
                        self._tally.problems.append(Problem(url, error.what))
        if not (ended := self._is_stopped()):
            self._tell(AddProgress(len(urls), len(urls), ""))
        new = [*self._tally.added, *self._tally.changed]
        pairs = copies.come_in(self.store, new) if new else ()
        return self._tally.report(ended)._replace(entry=self._entry, copies=pairs)

    def _take(self, address: str, apart: Apart) -> None:
        """Take one page in."""
        fetched = fetch(address, self.rules, self._looks_up)
        at = now()
        with self.store.snapshot() as connection:
            known = articles.known(connection, address).get(address)
            present = articles.by_path(connection, address)
        taken = self._understood(fetched, apart, present.metadata if present else {})
        if known and (known.text_hash, known.rules) == (taken.text_hash, taken.rules):
            self._tally.unchanged.append(address)
            return
        following = Following(taken.text, taken.text_hash)
        if known:
            self._find_places(known, following)
        read = ReadFile(address, taken, following, accessed=at)
        tally, entry = self.store.write(partial(self._store, read, fetched)).result()
        self._tally = tally
        self._entry = entry or self._entry

    def _understood(self, fetched: Fetched, apart: Apart, known: Mapping[str, object]) -> Taken:
        """Give what a page is as an article: it is made a file of, as others are.

        `known` are the metadata that its article has.
        """
        url = addresses.parsed(fetched.url_final)
        asked = kept.again(self.asked, known)
        asked = asked._replace(url=fetched.url_final, charset=fetched.charset)
        with tempfile.TemporaryDirectory(prefix="article-reader-") as folder:
            file = Path(folder) / fetched.name
            file.write_bytes(fetched.data)
            taken = apart.take(file, "", self._report_share, asked=asked)
        assert taken is not None
        return replace(
            taken,
            mtime_ns=0,
            source=taken.source or url.host.removeprefix("www."),
            url=_canonical(taken.url) or fetched.url_final,
        )

    def _find_places(self, known: KnownArticle, following: Following) -> None:
        """Work out where an article's annotations stand, before there is a lock to be held."""
        with self.store.snapshot() as connection:
            for annotation in passages.of_article(connection, known.id):
                following.find(
                    annotation, lambda wanted: articles.text(connection, known.id, wanted) or ""
                )

    def _store(
        self, read: ReadFile, fetched: Fetched, step: Transaction
    ) -> tuple[Tally, Entry | None]:
        """Write a page with its article within a transaction; the tally with it, and the entry."""
        tally = self._tally.copy()
        storing.store(step, self.author._replace(at=read.accessed), tally, read)
        for article in tally.touched:
            if article.path == read.path:
                about = (fetched.url_final, read.accessed, fetched.content_type)
                step.keep_page(Page(article.id, fetched.digest, *about), fetched.data)
        if self._entry:
            return tally, step.record_more(self._entry, tally.summary)
        touched = tally.touched
        article_id = touched[0].id if len(touched) == 1 else ""
        return tally, step.record(self.author.entry("add", tally.summary, article_id))

    def _looks_up(self) -> bool:
        """Tell what is waited for, and whether to stop."""
        self._tell(self._now)
        return self._is_stopped()

    def _is_stopped(self) -> bool:
        return self.stopped is not None and self.stopped()

    def _report_share(self, share: float) -> None:
        self._tell(self._now._replace(share=share))

    def _tell(self, progress: AddProgress) -> None:
        if self.progress:
            self.progress(progress)


def _canonical(url: str) -> str:
    """Give the address that a page says it has, if it is one that could be fetched."""
    try:
        return addresses.parsed(url).url if url else ""
    except IngestError:
        return ""


def joined(files: AddReport, pages: AddReport) -> AddReport:
    """Give one report of what was named in one call."""
    return files._replace(
        warnings=files.warnings + pages.warnings,
        copies=files.copies + pages.copies,
        added=files.added + pages.added,
        changed=files.changed + pages.changed,
        unchanged=files.unchanged + pages.unchanged,
        problems=files.problems + pages.problems,
        stopped=files.stopped or pages.stopped,
        entry=pages.entry or files.entry,
        review=files.review + pages.review,
        orphaned=files.orphaned + pages.orphaned,
    )
