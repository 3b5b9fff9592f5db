"""Articles made for measuring: of any size, the same at every run."""

from __future__ import annotations

import random

_WORDS = (
    "account article bridge campaign claim column council county courier data debate desk digest "
    "district draft editor election figure file forum harbour hearing index inquiry island journal "
    "ledger letter list market measure meeting memo message method ministry network notice number "
    "office order page panel paper permit platform post question record report reporter river "
    "sample script source station statement street summary survey table thread timeline tower"
).split()
_VERBS = "counted found listed named opened passed printed reached shared showed wrote".split()

FIRST = "Harbourmark"
"""The first word of the first paragraph of every text, to be waited for on the screen.

The title is without it: a list of articles may show that before the article.
"""

BYTES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
"""Bytes of the articles that are measured, by how we call them."""


def named(given: str) -> str:
    """Give the name of a size as it stands in `BYTES`, from one like `10kb`."""
    for name in BYTES:
        if name.replace(" ", "") == given.replace(" ", "").upper():
            return name
    raise ValueError(f"{given!r} is none of {', '.join(BYTES)}")


def article(size: int, seed: int = 1, opening: int = 1) -> str:
    """Give a Markdown article of about `size` bytes, in ASCII.

    Its first paragraph has `opening` sentences and one more.
    """
    chance = random.Random(seed)
    first = " ".join([f"{FIRST} keeps a ledger.", *(_sentence(chance) for _ in range(opening))])
    parts = ["# The tide tables\n", f"{first}\n"]
    length = sum(map(len, parts))
    while length < size:
        part = _paragraph(chance)
        if chance.random() < 0.08:
            part = f"## The {chance.choice(_WORDS)} and the {chance.choice(_WORDS)}\n\n{part}"
        parts.append(part)
        length += len(part) + 1
    return "\n".join(parts)


def _paragraph(chance: random.Random) -> str:
    """Give three to seven sentences on one line."""
    return " ".join(_sentence(chance) for _ in range(chance.randint(3, 7))) + "\n"


def _sentence(chance: random.Random) -> str:
    noun, other, third = (chance.choice(_WORDS) for _ in range(3))
    number = f"{chance.randint(2, 999_999):,}"
    forms = (
        f"The {noun} {chance.choice(_VERBS)} {number} {other}s before the {third} closed.",
        f"No {noun} of the {other} {chance.choice(_VERBS)} the {third}, according to one {other}.",
        f"In the {noun}, {number} {third}s were *kept* apart from the {other} and its {noun}.",
    )
    return chance.choice(forms)
