"""YAML read as data, as literally as can be: what stands there, not what YAML makes of it.

Aliases are refused, which can make little text much data. Names are what stands there (`yes`, `1`);
a number is one only if it would be written so again, so that `12:30`, `007` and `1.10` stay; and a
title that is `On` is a word.
"""

from __future__ import annotations

import math

import yaml

_LONGEST_NUMBER = 300
_WORDS = frozenset(
    "title source publication site publisher author authors byline published date"
    " publication_date language lang url link source_url canonical_url".split()
)
"""The names of fields that are text, whatever YAML takes theirs for."""


class LiteralLoader(yaml.SafeLoader):
    """PyYAML's safe loader, made stricter and more literal."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse an alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> dict[object, object]:
        """Give the values by name; a name that stands twice is an error."""
        made: dict[object, object] = {}
        for key, value in node.value:
            scalar = isinstance(key, yaml.ScalarNode)
            name = key.value if scalar else str(self.construct_object(key, deep=True))
            if name in made:
                raise yaml.YAMLError("a name that stands twice")
            if name.lower() in _WORDS and value.tag == "tag:yaml.org,2002:bool":
                made[name] = value.value
            else:
                made[name] = self.construct_object(value, deep=True)
        return made

    def number(self, node: yaml.ScalarNode) -> object:
        """Give a number, or what stands there if it would be written in another way."""
        if ":" in node.value or "_" in node.value or len(node.value) > _LONGEST_NUMBER:
            return node.value
        whole = node.tag.endswith(":int")
        made = self.construct_yaml_int(node) if whole else self.construct_yaml_float(node)
        if math.isfinite(made) and str(made) != node.value:
            return node.value
        return made


LiteralLoader.add_constructor("tag:yaml.org,2002:int", LiteralLoader.number)
LiteralLoader.add_constructor("tag:yaml.org,2002:float", LiteralLoader.number)
