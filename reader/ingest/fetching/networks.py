"""Which numbers of the network are anybody's, and which lead into a private or a special one.

A page that is fetched must not reach what only this machine reaches. The lists are those of the
IANA registries of special addresses, kept here so that every version of Python has the same.
"""

from __future__ import annotations

import ipaddress

_V4 = {
    "0.0.0.0/8": "of no machine",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "inside a carrier's network",
    "127.0.0.0/8": "of this machine itself",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "reserved",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "reserved",
    "198.51.100.0/24": "reserved",
    "203.0.113.0/24": "reserved",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_V6 = {
    "::/128": "of no machine",
    "::1/128": "of this machine itself",
    # Teredo among others; and 6to4, which hides one of the addresses above as Teredo does.
    "2001::/23": "reserved",
    "2001:db8::/32": "reserved",
    "2002::/16": "reserved",
    "3fff::/20": "reserved",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "fec0::/10": "private",
    "ff00::/8": "multicast",
}
_NETWORKS = [(ipaddress.ip_network(text), word) for text, word in {**_V4, **_V6}.items()]
_GLOBAL = ipaddress.IPv6Network("2000::/3")
"""All that was ever given out of the newer numbers."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Where networks that have only the newer numbers show the older ones (NAT64)."""


def kept_from(number: str) -> str:
    """Say what keeps a number of the network from being anybody's; nothing if it is.

    >>> kept_from("::ffff:10.0.0.1"), kept_from("192.0.43.8")
    ('private', '')
    """
    if "%" in number:
        return "link-local"
    try:
        address = _unwrapped(ipaddress.ip_address(number))
    except ValueError:
        return "no address at all"
    for network, word in _NETWORKS:
        if address in network:
            return word
    if address.version == 6 and address not in _GLOBAL:
        return "reserved"
    # Whatever a newer Python knows besides.
    return "" if address.is_global else "reserved"


def _unwrapped(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Give the older number that a newer one is only another way of writing."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
