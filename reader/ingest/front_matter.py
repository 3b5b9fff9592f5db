"""What an article's front matter says of it: YAML, read as data and within limits.

Whatever is in it survives as JSON values; what is no YAML survives as its text.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping

from reader.text.normal import normalise

LARGEST = 100_000
"""Characters of front matter that are read as YAML."""
DEEPEST = 40
"""How deep its values may nest."""
UNREAD = "front_matter"
"""The name under which front matter that is no mapping, or too much, is kept as text."""


def read(source: str) -> dict[str, object]:
    """Give the values of front matter by name."""
    if not source.strip():
        return {}
    if len(source) <= LARGEST:
        # Imported here: most files have none, and a list of articles needs no YAML.
        import yaml

        try:
            value = yaml.load(source, Loader=_loader())
            if isinstance(value, Mapping):
                return {_name(key): _plain(item, 1) for key, item in value.items()}
        except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError):
            pass
    return {UNREAD: normalise(source)}


def field(values: Mapping[str, object], *names: str) -> str:
    """Give the first of the named values that says something, as one line of text."""
    for name in names:
        text = _line(values.get(name))
        if text:
            return text
    return ""


def _loader() -> type:
    """Give PyYAML's safe loader, made stricter and more literal.

    It refuses aliases, which can make little text much data. Names are what stands there
    (`yes`, `1`), not what YAML makes of it; and a number is one only if it looks like one
    to JSON too, so that `12:30` stays.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("an alias")
            return super().compose_node(parent, index)

        def construct_mapping(self, node: yaml.Node, deep: bool = False) -> dict[object, object]:
            made: dict[object, object] = {}
            for key, value in node.value:
                scalar = isinstance(key, yaml.ScalarNode)
                name = key.value if scalar else str(self.construct_object(key, deep=True))
                if name in made:
                    raise yaml.YAMLError("a name that stands twice")
                made[name] = self.construct_object(value, deep=True)
            return made

        def number(self, node: yaml.ScalarNode) -> object:
            if ":" in node.value or "_" in node.value:
                return node.value
            whole = node.tag.endswith(":int")
            return self.construct_yaml_int(node) if whole else self.construct_yaml_float(node)

    Loader.add_constructor("tag:yaml.org,2002:int", Loader.number)
    Loader.add_constructor("tag:yaml.org,2002:float", Loader.number)
    return Loader


def _name(key: object) -> str:
    return normalise(str(_plain(key, 1)))


def _plain(value: object, depth: int) -> object:
    """Give a value as JSON knows it."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case str():
            return normalise(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case Mapping():
            return {_name(key): _plain(item, depth + 1) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(item, depth + 1) for item in value]
        case _:
            return normalise(str(value))


def _line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_line, value)))
    if value is None or isinstance(value, (bool, Mapping)):
        return ""
    return " ".join(str(value).split())
