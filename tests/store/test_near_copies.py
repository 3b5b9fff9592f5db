"""Near copies are found, and what only shares a common text is none."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from reader.store.connection import connect
from tests.library.given import article_file, library
from tests.store.titles import titles


def test_near_copies_are_found(tmp_path: Path) -> None:
    text = "\n\n".join(" ".join(f"word{part}x{n} stands here." for n in range(9)) for part in "abc")
    for name, title in (("one", "One"), ("two", "Two")):
        article_file(tmp_path, f"{name}.md", f"# {title}\n\n{text}\n")
    article_file(tmp_path, "other.md", "# Other\n\nNothing of that is said in this one at all.\n")
    with library(tmp_path) as made:
        made.add([tmp_path])
        with closing(connect(made.path, "ro")) as connection:
            assert sorted(titles(connection, "is:copy")) == ["one", "two"]
            assert titles(connection, "-is:copy") == ["other"]


def test_what_shares_only_a_common_text_is_no_near_copy(tmp_path: Path) -> None:
    chance = random.Random(1)

    def told(words: int) -> str:
        return " ".join(f"word{chance.randrange(10**6)}" for _ in range(words))

    common = told(80)
    for name in range(30):
        own = told(120)
        article_file(tmp_path, f"{name}.md", f"# T{name}\n\n{own}\n\n{common}\n")
        if name == 7:
            article_file(tmp_path, "again.md", f"# Again\n\n{own}\n\n{common}\n")
    with library(tmp_path) as made:
        made.add([tmp_path])
        with closing(connect(made.path, "ro")) as connection:
            shared = connection.execute(
                "SELECT count(DISTINCT place) FROM index_band WHERE band IN"
                " (SELECT band FROM index_band GROUP BY band HAVING count(*) > 1)"
            ).fetchone()
            assert shared[0] > 2
            assert sorted(titles(connection, "is:copy")) == ["7", "again"]
        copies = {row.article.title: row.copies for row in made.articles() if row.copies}
        assert copies == {"T7": 1, "Again": 1}
