"""The shades of the page: text can be read on all of them."""

from __future__ import annotations

import re

import pytest

from reader.annotation.colors import INKS
from reader.annotation.model import TAG_COLORS
from reader.formats.html import frame


def luminance(shade: str) -> float:
    parts = [int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_can_be_read_on_every_shade_in_light_and_dark(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", frame.part("style.css"), re.DOTALL)[scheme]
    shades = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for color in TAG_COLORS:
        assert shades[f"{color}-ink"] == (INKS[color].light, INKS[color].dark)[scheme]
        assert contrast(shades["text"], shades[color]) >= 4.5
        assert contrast(shades[f"{color}-ink"], shades[color]) >= 4.5
        # The line below a highlight tells it without its tint.
        assert contrast(shades[f"{color}-ink"], shades["ground"]) >= 3
    for ground in ("ground", "raised", "code"):
        assert contrast(shades["text"], shades[ground]) >= 4.5
        assert contrast(shades["dim"], shades[ground]) >= 4.5
    assert contrast(shades["accent"], shades["ground"]) >= 4.5
