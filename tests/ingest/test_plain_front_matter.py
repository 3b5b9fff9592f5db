"""Front matter that is read without YAML says what YAML says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest import front_matter, plain_front_matter

NAMES = st.sampled_from(["title", "author", "date", "x-y", "odd_one", "yes", "lang", "null"])
VALUES = st.lists(
    st.sampled_from(
        [
            *(
                "One two : : # # - . [ ] , ' 12 0 .5 e3 é 漢 yes Null {a} &b *c !d % @ ` | >".split(
                    " "
                )
            ),
            *(" ", ": ", " #", '"', "2020-06-12", "https://example.org/a?b=c#d", "\\", "12:30"),
            *("1_000", "0x1F", "\u2028", "\u00a0", "\t", "\x85"),
        ]
    ),
    max_size=4,
).map("".join)


@given(st.lists(st.tuples(NAMES, VALUES), min_size=1, max_size=4))
def test_it_says_what_yaml_says(pairs: list[tuple[str, str]]) -> None:
    source = "".join(f"{name}: {value}\n" for name, value in pairs)
    if plain_front_matter.read(source) is None:
        return
    quick = front_matter.read(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_front_matter, "read", lambda _: None)
        assert front_matter.read(source) == quick


@pytest.mark.parametrize(
    "source",
    [
        "title: One\ntitle: Two",
        "title: On",
        "a: b: c",
        "a: b # c",
        "a: 2020-13-01",
        "a: 007",
        'a: "b\\n"',
        "- a",
        "a:\n  b: c",
        "",
    ],
)
def test_what_is_not_plain_is_left_to_yaml(source: str) -> None:
    assert plain_front_matter.read(source) is None
