"""A library that something is done to at random, with what is chosen from."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

from reader.annotation.model import Annotation, Article
from reader.library import Library
from reader.text.document import Span
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
