"""What is an address that is fetched, and in which form."""

from __future__ import annotations

import pytest

from reader.errors import IngestError
from reader.ingest.fetching.addresses import parsed
from reader.text.addresses import is_web


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        (" https://example.org/a?b=c#d ", "https://example.org/a?b=c"),
        ("HTTP://EXAMPLE.org:80/A", "http://example.org/A"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org./", "https://example.org/"),
        ('https://example.org/ä b?q=é|"', "https://example.org/%C3%A4%20b?q=%C3%A9%7C%22"),
        ("https://example.org/a%2Fb%zz", "https://example.org/a%2Fb%zz"),
        ("https://example.org?q", "https://example.org/?q"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://ＥＸＡＭＰＬＥ。org/", "https://example.org/"),
        ("https://[2001:DB8::1]:444/", "https://[2001:db8::1]:444/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("http://a_b.example/@me", "http://a_b.example/@me"),
    ],
)
def test_an_address_has_one_form(written: str, asked: str) -> None:
    assert parsed(written).url == asked


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ftp://example.org/", "begins with neither http"),
        ("file:///etc/passwd", "begins with neither http"),
        ("javascript:alert(1)", "begins with neither http"),
        ("example.org/a", "begins with neither http"),
        ("http:/example.org", "names no host"),
        ("https:///a", "names no host"),
        ("https://:80/", "names no host"),
        ("https://me@example.org/", "user or a password"),
        ("https://me:secret@example.org/", "user or a password"),
        ("https://@example.org/", "user or a password"),
        ("https://example.org\\@evil.example/", "character"),
        ("https://example.org/a\r\nHost: b", "character"),
        ("https://example.org/\ta", "character"),
        ("https://example.org/\0", "character"),
        ("https://exam\x9bple.org/", "character"),
        ("http://2130706433/", "four plain numbers"),
        ("http://0x7f000001/", "four plain numbers"),
        ("http://0x7f.0.0.1/", "four plain numbers"),
        ("http://0177.0.0.1/", "four plain numbers"),
        ("http://127.1/", "four plain numbers"),
        ("http://127.0.0.1.5/", "four plain numbers"),
        ("http://1.2.3.256/", "four plain numbers"),
        ("http://a.0x1/", "four plain numbers"),
        ("http://１２７.1/", "four plain numbers"),
        ("http://exa mple.org/", "neither a name"),
        ("http://a..b/", "neither a name"),
        ("http://-a-.example/", "neither a name"),
        ("http://exam%70le.org/", "neither a name"),
        ("http://a\u200db.example/", "neither a name"),
        ("http://" + "a" * 64 + ".example/", "neither a name"),
        ("http://" + "a." * 130 + "example/", "neither a name"),
        ("http://[fe80::1%25eth0]/", "neither a name|malformed"),
        ("http://[::1/", "malformed"),
        ("http://[1.2.3.4]/", "neither a name|malformed"),
        ("http://[v1.a]/", "neither a name|malformed"),
        ("http://example.org:99999/", "malformed"),
        ("http://example.org:-1/", "malformed"),
        ("http://example.org:8O/", "malformed"),
        ("http://example.org:0/", "port 0"),
        ("http://example.org/\udcff", "not valid UTF-8"),
        ("http://example.org/" + "a" * 9000, "is longer than"),
        ("", "begins with neither http"),
    ],
)
def test_what_could_be_read_otherwise_is_refused_in_one_line(written: str, why: str) -> None:
    with pytest.raises(IngestError, match=why) as problem:
        parsed(written)
    assert "\n" not in problem.value.what


def test_a_file_is_no_address() -> None:
    assert is_web("https://example.org/") and is_web(" HTTP://a")
    assert not any(map(is_web, ("a.md", "http", "https:/a", "./https://a", "ftp://a")))
