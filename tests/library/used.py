"""A library that is used at random: everything that can be done to one, in any order."""

from __future__ import annotations

import random
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from reader.annotation.model import Annotation, Article
from reader.errors import ReaderError
from reader.library import Library
from reader.library.reports import Done
from reader.text.document import Span
from reader.text.graphemes import snap
from tests.library.given import library

WORDS = (
    "quarry lantern mill Straße 三月 ferry naïve orchard e\u0301tude 👩‍🚀 harbour ledger tin copper"
).split()
TAGS = ("places", "places/mill", "Numbers", "odd \u200bone", "三月")


class Usage:
    """Uses a library in a folder, through two windows, as a seed has it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.corpus = folder / "corpus"
        self.corpus.mkdir(exist_ok=True)
        self._random = random.Random(seed)
        self.windows = [library(folder, annotator=name) for name in ("ann", "bea")]
        self._add(self.windows[0])

    def go_on(self, steps: int) -> None:
        """Take some steps; what the library refuses is refused."""
        for _ in range(steps):
            opened = self._random.choice(self.windows)
            with suppress(ReaderError):
                self._step(opened)

    def close(self) -> None:
        for opened in self.windows:
            opened.close()

    def _step(self, opened: Library) -> None:
        choose = self._random.choices(
            (self._add, self._annotate, self._change, self._walk, self._remove),
            weights=(2, 6, 5, 5, 1),
        )
        choose[0](opened)

    def _add(self, opened: Library) -> None:
        for number in self._random.sample(range(4), self._random.randint(1, 3)):
            path = self.corpus / f"{number}.md"
            fate = self._random.random()
            if path.exists() and fate < 0.2:
                path.rename(self.corpus / f"moved-{self._random.randint(0, 9)}.md")
            elif path.exists() and fate < 0.7:
                kept = path.read_text(encoding="utf-8").split(" ")
                at = self._random.randrange(len(kept))
                kept[at : at + self._random.randint(0, 9)] = [self._sentence()]
                path.write_text(" ".join(kept), encoding="utf-8")
            else:
                sentences = " ".join(self._sentence() for _ in range(12))
                path.write_text(f"# Text {number}\n\n{sentences}\n", encoding="utf-8")
        opened.add([self.corpus])

    def _annotate(self, opened: Library) -> None:
        article = self._article(opened)
        tags = self._random.sample(TAGS, self._random.randint(0, 3))
        note = self._random.choice((None, "", "a note\n\non it"))
        self._wait(opened.annotate(article, self._span(opened, article), tags=tags, note=note))

    def _change(self, opened: Library) -> None:
        annotation, article = self._annotation(opened)
        span = self._span(opened, article)
        choice = self._random.randint(0, 4)
        if choice == 0:
            self._wait(opened.delete(annotation))
        elif choice == 1:
            self._wait(opened.edit(annotation, span=span))
        elif choice == 2:
            tags = self._random.sample(TAGS, 2)
            self._wait(opened.edit(annotation, add_tags=tags[:1], remove_tags=tags[1:], note="n"))
        elif choice == 3:
            self._wait(opened.place_passage(annotation, span, article.text_hash))
        else:
            self._wait(opened.leave_orphan(annotation))

    def _walk(self, opened: Library) -> None:
        own_first = self._random.random() < 0.5
        for _ in range(self._random.randint(1, 4)):
            opened.undo(own_first=own_first).result()
        for _ in range(self._random.randint(0, 4)):
            opened.redo(own_first=own_first).result()

    def _remove(self, opened: Library) -> None:
        self._wait(opened.remove_article(self._article(opened)))

    def _article(self, opened: Library) -> Article:
        found = sorted((row.article for row in opened.articles()), key=lambda one: one.path)
        if not found:
            raise ReaderError("nothing there")
        return self._random.choice(found)

    def _annotation(self, opened: Library) -> tuple[Annotation, Article]:
        article = self._article(opened)
        found = opened.annotations(article=article.id)
        if not found:
            raise ReaderError("nothing there")
        return self._random.choice(found), article

    def _span(self, opened: Library, article: Article) -> Span:
        text = opened.document(article).text
        start = snap(text, self._random.randrange(len(text)))
        return Span(start, snap(text, min(start + self._random.randint(1, 40), len(text))))

    def _sentence(self) -> str:
        return " ".join(self._random.choices(WORDS, k=self._random.randint(3, 9))) + "."

    def _wait(self, future: Future[Done]) -> None:
        future.result()
