"""Passages that stand surely in no text that came along: kept on a text made of their quotes.

From there they are followed to the text that is shown. Where a quote alone was given, and it
stands there more than once, it waits for review beside the first of these places, and the next
passage of the same words beside the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reader.formats.given import GivenPassage
from reader.library.exchange import making
from reader.library.exchange.carrying import whole
from reader.library.exchange.finding import UNSURE, Finding, Placed, quote_of
from reader.library.exchange.making import Made
from reader.library.exchange.placing import Places, as_kept
from reader.text.document import Span


def placed(lost: Sequence[GivenPassage], shown: Made) -> Iterator[Placed]:
    """Give where each of some lost passages stands: on the text of their quotes, or found again."""
    around = [
        (as_kept(one.prefix).lstrip("\ufeff"), quote_of(one), as_kept(one.suffix)) for one in lost
    ]
    quotes, starts = making.of_quotes(map("".join, around))
    finding = Finding(quotes, shown, "")
    places = Places(shown.document.text)
    seen: Counter[str] = Counter()
    for one, (prefix, quote, suffix), start in zip(lost, around, starts, strict=True):
        span = Span(start + len(prefix), start + len(prefix) + len(quote))
        there = [] if one.status in UNSURE else places.all_of(quote)
        found = None if there and not prefix and not suffix else finding.followed(span, one.status)
        if there and (found is None or found.status == "orphaned"):
            proposed = there[min(seen[quote], len(there) - 1)]
            found = Placed(span, quotes, "review", whole(shown.document.text, proposed))
            seen[quote] += 1
        assert found is not None
        yield found
