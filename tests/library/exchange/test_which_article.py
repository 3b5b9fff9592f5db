"""Which article of the library a text that is imported belongs to."""

from __future__ import annotations

from pathlib import Path

from reader.formats.given import GivenPassage, GivenText
from reader.library import Library
from tests.library.exchange.given import CALM, TEXT, placed, shown, take_in
from tests.library.given import article_file


def test_an_article_of_the_same_text_is_found_whatever_it_is_called(
    lib: Library, tmp_path: Path
) -> None:
    text = "Just one line of text, plain as it is.\n"
    lib.add([article_file(tmp_path, "plain.txt", text)])
    done = take_in(lib, GivenText("Other", [GivenPassage("one line", 5, 13)], text=text))
    assert (len(done.found), done.made, len(lib.articles())) == (1, [], 1)


def test_a_page_s_article_is_found_by_its_address(lib: Library) -> None:
    take_in(lib, GivenText("A", [CALM], text=TEXT, url="https://example.org/a"))
    assert shown(lib)[0].path == "https://example.org/a"
    late = GivenPassage("still", prefix="The boat lay ", key="2")
    done = take_in(lib, GivenText("B", [late], url="https://example.org/a#part"))
    assert (done.new, len(done.found)) == (1, 1)
    assert placed(lib)[1].start == TEXT.index("still")


def test_a_file_is_found_by_the_address_that_a_browser_has_for_it(
    lib: Library, tmp_path: Path
) -> None:
    file = article_file(tmp_path, "ebb & flöd.txt", "Just one line of text, plain as it is.\n")
    lib.add([file])
    told = GivenText("Other", [GivenPassage("one line", key="1")], url=file.as_uri() + "#top")
    done = take_in(lib, told)
    assert (len(done.found), done.made) == (1, [])
    elsewhere = told._replace(url="file://other.example" + file.as_uri().removeprefix("file://"))
    assert len(take_in(lib, elsewhere).made) == 1


def test_a_title_is_enough_only_where_no_text_came_and_one_article_has_it(lib: Library) -> None:
    take_in(lib, GivenText("Calm", [CALM], text=TEXT))
    told = GivenText("Calm", [GivenPassage("Nobody spoke", key="9")])
    assert len(take_in(lib, told).found) == 1
    take_in(lib, GivenText("Calm", [GivenPassage("Wholly", 0, 6)], text="Wholly other."))
    done = take_in(lib, GivenText("Calm", [GivenPassage("Third", key="3")], key="third"))
    assert len(done.made) == 1


def test_an_address_or_an_id_is_not_overruled_by_the_title(lib: Library) -> None:
    def told(words: str, **known: str) -> GivenText:
        return GivenText("Home", [GivenPassage(words)], key=words, **known)  # type: ignore[arg-type]  # the fields are called so

    take_in(
        lib,
        told("Of a.", url="https://a.example/news"),
        told("Of b.", url="https://b.example/"),
        told("Of c.", article="8a3f1f0e-1d2c-4f55-9a53-7c1f4a1c0d01"),
        told("Of d.", article="8a3f1f0e-1d2c-4f55-9a53-7c1f4a1c0d02"),
        told("Of e.", path="/home/e.pdf"),
        told("Of f.", path="/home/f.pdf"),
    )
    texts = {row.article.id: lib.document(row.article).text for row in lib.articles()}
    assert sorted(texts.values()) == [f"Of {name}." for name in "abcdef"]
    assert all(texts[one.article] == one.quote for one in lib.annotations())


def test_two_texts_of_one_title_are_two_articles(lib: Library) -> None:
    texts = [GivenText("Same", [GivenPassage("Dear", 0, 4)], text=f"Dear {n}.") for n in "ab"]
    assert len(take_in(lib, *texts).made) == 2
    assert len(take_in(lib, *texts).found) == 2
    assert {row.article.title for row in lib.articles()} == {"Same"}


def test_titles_by_different_authors_are_different_articles(lib: Library) -> None:
    for author in ("Ada", "Bo"):
        take_in(lib, GivenText("Poems", [GivenPassage(f"By {author}")], author=author, key=author))
    assert len(lib.articles()) == 2
