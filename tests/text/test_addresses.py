"""Addresses in foreign text: what may be opened, in what form, and what poses as another."""

from __future__ import annotations

import pytest

from reader.errors import MisuseError
from reader.text.addresses import (
    checked,
    host_of,
    is_iri,
    is_web_address,
    percent_encoded,
    poses,
    scheme_of,
)


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.org:8080/", "http://example.org:8080/"),
        ("https://example.org/größe", "https://example.org/gr%C3%B6%C3%9Fe"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ('https://example.org/"$(rm)`x`', "https://example.org/%22$(rm)%60x%60"),
        ("https://example.org/%41%20", "https://example.org/%41%20"),
        ("mailto:jo@example.org?subject=a%20b", "mailto:jo@example.org?subject=a%20b"),
    ],
)
def test_addresses_are_handed_on_in_ascii(given: str, opened: str) -> None:
    assert checked(given) == opened


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)", "file:///etc/hosts", "data:text/html,x", "ftp://example.org/",
        "--help", "", "example.org", "https:", "https:///x", "http:example.org", "https://",
        "https://exam ple.org", "https://example.org/a b", "https://example.org/\n--x",
        "https://example.org/\x1b]0;x\x07", "https://example.org/\u202e", "\thttps://example.org",
        "https://example.org:port/", "https://[::1", "https://ex%61mple.org/",
        "https://a$(b).example/", "mailto:jo@example.org?attach=/etc/hosts",
    ],
)  # fmt: skip
def test_what_is_no_web_or_mail_address_is_refused(given: str) -> None:
    with pytest.raises(MisuseError):
        checked(given)


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("HTTPS://x", "https"), (" javascript:x", "javascript"), ("a/b:c", ""), ("#x", ""), ("", "")],
)
def test_the_scheme_is_told(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme


def test_the_host_is_the_one_that_is_asked() -> None:
    assert host_of("https://example.org@example.net:80/x") == "example.net"
    assert host_of("mailto:a@example.org,b@example.net") == "example.org"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.org", "https://example.net/"),
        ("https://example.org/login", "https://example.net/login"),
        ("Go to www.example.org now", "https://example.net/"),
        ("example.org", "https://example.org.example.net/"),
        ("example.org", "https://example.org@example.net/"),
        ("click", "https://example.org@example.net/"),
        ("exаmple.org", "https://example.org/"),
        ("jo@example.org", "mailto:jo@example.net"),
    ],
)
def test_a_link_that_names_another_host_poses(text: str, address: str) -> None:
    assert poses(text, checked(address))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("click", "https://example.net/"),
        ("example.org", "https://www.example.org/x"),
        ("www.example.org", "https://example.org/x"),
        ("https://example.org/final.report.html", "https://example.org/final.report.html"),
        ("the U.S. report, e.g. 3.5", "https://example.org/"),
        ("example.org", "https://news.example.org/"),
        ("bücher.example", "https://bücher.example/"),
        ("jo.m@example.org", "mailto:jo.m@example.org"),
    ],
)
def test_a_link_that_says_where_it_leads_does_not(text: str, address: str) -> None:
    assert not poses(text, checked(address))


@pytest.mark.parametrize(
    ("given", "is_one", "iri", "encoded"),
    [
        ("https://example.org/a?b=c#d", True, True, "https://example.org/a?b=c#d"),
        ("HTTP://Example.org/%41%4", True, True, "HTTP://Example.org/%41%254"),
        ("https://example.org/größe", True, True, "https://example.org/gr%C3%B6%C3%9Fe"),
        ("https://example.org/x y{}", True, False, "https://example.org/x%20y%7B%7D"),
        ("https://example.org/\x9b", True, False, ""),
        ("https://example.org/\ud800", True, False, ""),
        ("https://:80/", False, False, ""),
        ("https://[::1", False, False, ""),
        ("ftp://example.org/", False, False, ""),
        ("/in/notes.txt", False, False, ""),
        ("", False, False, ""),
    ],
)
def test_what_is_an_address_of_the_web_is_judged_in_one_way(
    given: str, is_one: bool, iri: bool, encoded: str
) -> None:
    found = (is_web_address(given), is_iri(given), percent_encoded(given))
    assert found == (is_one, iri, encoded)
