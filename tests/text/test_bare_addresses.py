"""Addresses in running text, without the punctuation around them."""

from __future__ import annotations

import pytest

from reader.text.markdown.bare_addresses import addresses, file_name


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in addresses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://a.b/c, then", ["https://a.b/c"]),
        ("(http://a.b/c)", ["http://a.b/c"]),
        ("http://a.b/c_(d) and", ["http://a.b/c_(d)"]),
        ("http://a.b/c_(d)).", ["http://a.b/c_(d)"]),
        ("HTTP://A.B!", ["HTTP://A.B"]),
        ("“https://a.b”", ["https://a.b"]),
        ("请看https://a.b/c。然后", ["https://a.b/c"]),
        ("https://a.b/Über?x=1&y=2#z", ["https://a.b/Über?x=1&y=2#z"]),
        ("http://[::1]/a", ["http://[::1]/a"]),
        ("http://a http://b", ["http://a", "http://b"]),
        ("www.a.b", []),
        ("https://", []),
        ("https://...", []),
        ("xhttp://a.b", []),
        ("ftp://a.b", []),
        ("https://" + "a" * 3_000, []),
    ],
)
def test_addresses_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.b/c/d.png?e#f", "d.png"),
        ("d.png", "d.png"),
        ("/a/b/", "b"),
        ("/a%0Ab.png", "a b.png"),
        ("data:image/png;base64,AA/BB", "image/png"),
        ("?", "?"),
        ("", ""),
    ],
)
def test_an_image_is_called_by_its_file(address: str, name: str) -> None:
    assert file_name(address) == name
