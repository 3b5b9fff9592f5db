"""What a query finds, place by place: titles, tags, notes, quotes, and sentences of texts.

Hits come article by article. First come the articles of which only what was written about them
says it, then those whose texts do, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.annotation.model import Annotation, Article
from reader.library.reports import Hit, Where
from reader.query.lighting import Lightable, SoughtPlace, best, places, to_light, united
from reader.query.model import Field, Named, Near, Node, Not, Query, Tagged, Untagged, both, leaves
from reader.query.nearness import is_near
from reader.store import articles, ranking, searching
from reader.store.connection import Connection
from reader.text.document import Document, Span

SENTENCES = 3
"""Sentences that are given of one text."""
WIDTH = 240
"""Characters of a context."""
ARTICLES = 20_000
"""Articles whose texts are given, of those that are found: the likeliest."""
_BEFORE = 60
"""Characters kept before the first word where a context is cut."""
_SPACES = str.maketrans("\n\t", "  ")


class _Asked(NamedTuple):
    """A query, as hits are looked for."""

    query: Query
    things: tuple[Lightable, ...]
    """The words that are lit."""
    noted: tuple[Lightable, ...]
    """The words that are lit in notes."""
    near: tuple[Near, ...]
    """What places in texts must be near to."""
    far: tuple[Near, ...]
    """What places in texts must not be near to."""


def hits(
    connection: Connection, query: Query, most: int, stopped: Callable[[], bool] | None = None
) -> Iterator[Hit]:
    """Give the places that a query finds, at most `most` of them; fewer once `stopped` says so."""
    asked = _Asked(
        query,
        to_light(query),
        to_light(query, "note"),
        tuple(part for part in query.parts if isinstance(part, Near)),
        tuple(
            part.part
            for part in query.parts
            if isinstance(part, Not) and isinstance(part.part, Near)
        ),
    )
    try:
        with searching.stoppable(connection, stopped):
            found = _all(connection, asked, most)
            for number, hit in enumerate(found):
                if number == most or (stopped is not None and stopped()):
                    return
                yield hit
    except searching.SearchStoppedError:
        return


def _all(connection: Connection, asked: _Asked, most: int) -> Iterator[Hit]:
    marks = _marks(connection, asked, most)
    # Each article gives a place, unless places must be near to something.
    is_short = most <= ranking.RANKED and not (asked.near or asked.far)
    limit = ranking.RANKED if is_short else ARTICLES
    ranked = ranking.ranked(connection, _of_articles(asked), limit=limit)
    known = searching.numbers_of(connection, marks)
    numbers = set(ranked)
    for article_id, number in sorted(known.items(), key=lambda item: -item[1]):
        article = None if number in numbers else articles.by_id(connection, article_id)
        if article is not None:
            yield from _in_marks(article, marks[article_id], asked)
    for article in searching.articles_of(connection, ranked):
        yield from _in_article(connection, article, marks.get(article.id, ()), asked)


def _of_articles(asked: _Asked) -> Query:
    """Give what articles are to be: what is far from some of an article's passages may be in it."""
    if not asked.things:
        return asked.query
    parts: list[Node] = [
        part
        for part in asked.query.parts
        if not (isinstance(part, Not) and isinstance(part.part, Near))
    ]
    return Query(both(*parts))


def _marks(connection: Connection, asked: _Asked, most: int) -> dict[str, list[Annotation]]:
    """Give annotations that themselves say what is asked for, by their articles' ids."""
    if not asked.things and not any(map(_is_of_annotations, leaves(asked.query.root))):
        return {}
    found: dict[str, list[Annotation]] = {}
    marks = searching.annotated(connection, asked.query, titles=False)
    for _, mark in zip(range(most), marks, strict=False):
        found.setdefault(mark.article, []).append(mark)
    return found


def _is_of_annotations(leaf: Node) -> bool:
    """Whether something asked for is about annotations and not about their articles."""
    if isinstance(leaf, Field):
        return leaf.name == "note"
    if isinstance(leaf, Named):
        return leaf.name == "status"
    return isinstance(leaf, Tagged | Untagged | Near)


def _in_article(
    connection: Connection, article: Article, marks: Sequence[Annotation], asked: _Asked
) -> Iterator[Hit]:
    """Give the places in an article: its title, its annotations, its text."""
    in_marks = list(_in_marks(article, marks, asked))
    in_text = list(_in_text(connection, article, in_marks, asked)) if asked.things else []
    context = _one_line(article.title)
    in_title = places(context, asked.things)
    must_be_near = asked.near or asked.far
    # A title that says less than a sentence does is none.
    most = max((_distinct(places(hit.context, asked.things)) for hit in in_text), default=1)
    if _distinct(in_title) >= most and not must_be_near:
        yield Hit(article, 0, 0, context, "title", lit=united(in_title))
    yield from in_marks
    yield from in_text
    if not (in_title or in_marks or in_text or (asked.things and must_be_near)):
        yield Hit(article, 0, 0, context, "title")


def _in_marks(article: Article, marks: Sequence[Annotation], asked: _Asked) -> Iterator[Hit]:
    """Give what says it of annotations; of one that is found otherwise, its passage."""
    for mark in marks:
        said: list[tuple[Where, str, tuple[Span, ...]]] = [
            *(("tag", tag, united(places(tag, asked.things))) for tag in mark.tags),
            ("note", mark.note, united(places(mark.note, asked.noted))),
            ("quote", mark.quote, united(places(mark.quote, asked.things))),
        ]
        lit = [one for one in said if one[2]] or [said[-2 if mark.is_memo else -1]]
        for where, text, words in lit:
            context, spans = _context(text, Span(0, len(text)), words)
            yield Hit(article, mark.start, mark.end, context, where, mark.id, lit=spans)


def _in_text(
    connection: Connection, article: Article, before: Sequence[Hit], asked: _Asked
) -> Iterator[Hit]:
    """Give the sentences of an article's text that say most, less the passages given before."""
    document = articles.document(connection, article.id, article.text_hash)
    if document is None:
        return
    keep = _keeping(connection, article, document, asked) if asked.near or asked.far else None
    # A title that stands at the head of its text is given as the title.
    after = len(article.title) if document.text.startswith(article.title + "\n") else 0
    for found in best(document, asked.things, SENTENCES, keep, after):
        start, end = found.words[0].start, found.words[-1].end
        if any(hit.where == "quote" and hit.start <= start and end <= hit.end for hit in before):
            continue
        context, spans = _context(document.text, found.sentence, found.words)
        yield Hit(
            article,
            start,
            end,
            context,
            "text",
            sentence=found.sentence,
            words=found.words,
            lit=spans,
        )


def _keeping(
    connection: Connection, article: Article, document: Document, asked: _Asked
) -> Callable[[Span], bool]:
    """Give what says of a place whether it is near, and far, as the query has it."""

    def passages(near: Near) -> list[Span]:
        tagged = Query(Tagged(near.path, near.is_start))
        found = searching.annotated(connection, tagged, article=article.id)
        return [Span(one.start, one.end) for one in found if one.is_sure and not one.is_memo]

    near, far = ([passages(one) for one in ones] for ones in (asked.near, asked.far))

    def keep(place: Span) -> bool:
        def beside(spans: list[Span]) -> bool:
            return any(is_near(document, place, span) for span in spans)

        return all(map(beside, near)) and not any(map(beside, far))

    return keep


def _distinct(found: Sequence[SoughtPlace]) -> int:
    """Give how many of the things that are sought stand somewhere."""
    return len({place.number for place in found})


def _context(text: str, span: Span, words: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Give an extent as one line, cut around its first word, and the words' places in the line."""
    start, end = span
    first = words[0].start if words else start
    if end - start > WIDTH:
        start = max(start, min(first - _BEFORE, end - WIDTH))
        end = min(end, start + WIDTH)
    before, after = "…" if start > span.start else "", "…" if end < span.end else ""
    line = before + text[start:end].translate(_SPACES) + after
    shift = len(before) - start
    spans = (Span(one.start + shift, min(one.end, end) + shift) for one in words)
    return line, tuple(one for one in spans if len(before) <= one.start < one.end)


def _one_line(text: str) -> str:
    return _context(text, Span(0, len(text)), ())[0]
