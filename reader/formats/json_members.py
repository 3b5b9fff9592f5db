"""Members of JSON objects of others, as texts; what is passed over in them is counted."""

from __future__ import annotations

from collections.abc import Mapping, Set

from reader.formats.json_values import listed, text, texts
from reader.formats.losses import Losses


def says_more(value: object) -> bool:
    """Whether a value says more, or something else, than the text that is taken of it.

    >>> says_more("a"), says_more(["a"]), says_more(None), says_more({"@value": "a"})
    (False, False, False, False)
    >>> says_more(["a", "b"]), says_more({"en": "a", "de": "b"}), says_more(5)
    (True, True, True)
    >>> says_more({"@value": "a", "@language": "en"})
    True
    """
    for _ in range(4):
        if isinstance(value, dict) and "@value" in value:
            if value.get("@language"):
                return True
            value = value["@value"]
        elif isinstance(value, (dict, list)):
            inner = [*(value.values() if isinstance(value, dict) else value)]
            if len(inner) > 1:
                return True
            value = inner[0] if inner else None
    return value is not None and not isinstance(value, str)


def one_text(about: Mapping[str, object], name: str, losses: Losses) -> str:
    """Give the text of a member, the first if it has several."""
    value = about.get(name)
    losses.add(f"what else “{name}” says", "annotation", says_more(value))
    return text(value)


def some_texts(about: Mapping[str, object], name: str, losses: Losses) -> list[str]:
    """Give the texts of a member that may have several."""
    value = about.get(name)
    losses.add(f"what else “{name}” says", "annotation", any(map(says_more, listed(value))))
    return texts(value)


def has_others(about: Mapping[str, object], known: Set[str]) -> bool:
    """Whether an object has members that are not known, and say something."""
    return bool(others(about, known))


def others(about: Mapping[str, object], known: Set[str]) -> set[str]:
    """Give the names of members that are not known, and say something."""
    return {name for name in about.keys() - known if about[name] not in (None, "", [], {})}
