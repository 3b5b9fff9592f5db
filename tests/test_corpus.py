"""The five articles that come with the reader: their front matter, shape and figures."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

CORPUS = Path(__file__).parent.parent / "corpus"
NAMES = sorted(path.name for path in CORPUS.glob("*.md"))

KEY_FIGURES = {
    "hong-kong-closures.md": ["200,000", "936", "2016", "2017", "Aug. 21, 2019"],
    "numbers-behind-a-purge.md": [
        "170,000",
        "23,750",
        "348,608",
        "150,000",
        "200,000",
        "1,152",
        "3,434,792",
        "7,340",
        "36,948,524",
        "37 million",
    ],
    "state-backed-accounts.md": ["936", "seven Pages", "three Groups", "five accounts"],
    "wechat-and-the-rumor-rule.md": ["at least 40 accounts", "500", "5,000", "June 11, 2014"],
    "zoom-and-twitter.md": ["170,000", "23,750", "150,000", "three meetings", "1989"],
}

LINK = re.compile(r"\[[^\]]+\]\(https://[^)\s]+\)")
QUOTATION = re.compile(r"“([^”]+)”")
BULLET_LIST = re.compile(r"^- \S", re.MULTILINE)
NUMBERED_LIST = re.compile(r"^1\. \S.*\n2\. \S", re.MULTILINE)
BLOCK_QUOTE = re.compile(r"^> \S", re.MULTILINE)
TABLE_RULE = re.compile(r"^\|(?: *:?-+:? *\|)+$", re.MULTILINE)
EMPHASIS = re.compile(r"(?<![*\w])\*[^*\s][^*\n]*\*(?!\*)")
STRONG_EMPHASIS = re.compile(r"\*\*[^*\s][^*\n]*\*\*")


@dataclass(frozen=True)
class CorpusFile:
    """One file of the corpus, cut at the end of its front matter."""

    front_matter: dict[str, object]
    body: str

    @property
    def prose(self) -> str:
        """The body without the rule and the digest line at its foot."""
        return self.body.rpartition("\n---\n")[0]


def read(name: str) -> CorpusFile:
    opening, front_matter, body = (CORPUS / name).read_text("utf-8").split("---\n", 2)
    assert opening == ""
    loaded = yaml.safe_load(front_matter)
    assert isinstance(loaded, dict)
    return CorpusFile(loaded, body.strip())


def words(text: str) -> list[str]:
    return [piece for piece in text.split() if re.search(r"\w", piece)]


def stands_in(figure: str, text: str) -> bool:
    """Whether the figure stands in the text by itself, not as a part of a longer number."""
    return re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(figure)}(?![.,]?\d)", text) is not None


def test_the_corpus_holds_five_articles() -> None:
    assert len(NAMES) == 5
    assert set(NAMES) == set(KEY_FIGURES)


def test_every_article_rests_on_a_text_of_its_own() -> None:
    assert len({read(name).front_matter["based_on"] for name in NAMES}) == 5


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_names_title_source_language_and_origin(name: str) -> None:
    front_matter = read(name).front_matter
    for key in ("title", "source", "language", "based_on"):
        value = front_matter.get(key)
        assert isinstance(value, str) and value.strip(), key
    assert front_matter["language"] == "en"


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_gives_a_whole_date_or_none(name: str) -> None:
    assert isinstance(read(name).front_matter.get("published", date.min), date)


@pytest.mark.parametrize("name", NAMES)
def test_the_body_runs_to_a_short_read(name: str) -> None:
    assert 250 <= len(words(read(name).body)) <= 450


@pytest.mark.parametrize("name", NAMES)
def test_the_body_opens_with_the_title(name: str) -> None:
    article = read(name)
    assert article.body.splitlines()[0] == f"# {article.front_matter['title']}"


@pytest.mark.parametrize("name", NAMES)
def test_the_body_is_divided_by_headings(name: str) -> None:
    assert re.search(r"^## \S", read(name).body, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_the_body_has_a_link(name: str) -> None:
    assert LINK.search(read(name).body)


@pytest.mark.parametrize("name", NAMES)
def test_the_body_quotes_a_few_words_and_no_more(name: str) -> None:
    quotations = QUOTATION.findall(read(name).body)
    assert quotations
    assert all(len(words(quotation)) <= 7 for quotation in quotations)


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_set_in_a_list_or_a_table(name: str) -> None:
    body = read(name).body
    assert any(form.search(body) for form in (BULLET_LIST, NUMBERED_LIST, TABLE_RULE))


@pytest.mark.parametrize("name", NAMES)
def test_tables_align_their_numbers_to_the_right(name: str) -> None:
    for rule in TABLE_RULE.findall(read(name).body):
        assert rule.rstrip("| ").endswith("-:")


@pytest.mark.parametrize("name", NAMES)
def test_the_last_line_says_in_italics_that_this_is_a_digest(name: str) -> None:
    *_, rule, blank, last = read(name).body.splitlines()
    assert (rule, blank) == ("---", "")
    assert re.fullmatch(r"\*[^*]+\*", last)
    assert "digest" in last.lower()


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(TABLE_RULE, id="table"),
        pytest.param(NUMBERED_LIST, id="numbered-list"),
        pytest.param(BULLET_LIST, id="bullet-list"),
        pytest.param(BLOCK_QUOTE, id="block-quote"),
        pytest.param(EMPHASIS, id="emphasis"),
        pytest.param(STRONG_EMPHASIS, id="strong-emphasis"),
    ],
)
def test_the_corpus_exercises_every_form(form: re.Pattern[str]) -> None:
    assert any(form.search(read(name).prose) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "figure"),
    [(name, figure) for name, figures in KEY_FIGURES.items() for figure in figures],
)
def test_key_figures_stand_in_the_text(name: str, figure: str) -> None:
    assert stands_in(figure, read(name).prose)
