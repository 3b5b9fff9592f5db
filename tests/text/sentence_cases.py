"""The case files of sentence boundaries: those rules are written from, and those held out.

A case is a line in which `‖` stands where one sentence ends and the next begins. The held-out
cases measure how well the rules carry over to texts nobody had in mind.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from unicodedata import east_asian_width

HERE = Path(__file__).parent
MARK = "‖"

# A mark's neighbours that both kinds of script use: the next character beyond them tells which.
SHARED = "“”‘’\"'…()[]0123456789"


def seen() -> list[str]:
    """Give the cases that rules are written from."""
    return _cases("sentences.txt")


def held_out() -> list[str]:
    """Give the cases that nobody looks at while rules are written."""
    return _cases("sentences_held_out.txt")


def sentences(case: str) -> list[str]:
    """Give the sentences of a case, without white space at their ends."""
    return [part.strip() for part in case.split(MARK)]


def case_text(case: str) -> str:
    """Give the text of a case: its sentences joined as their scripts join them.

    A mark is a space, or nothing where a Chinese or Japanese character is on either side of it.

    >>> case_text("He left.‖“Why?” she asked.")
    'He left. “Why?” she asked.'
    >>> case_text("她问：“为什么？”‖“没有为什么。”‖GDP增长了。")
    '她问：“为什么？”“没有为什么。”GDP增长了。'
    """
    parts = case.split(MARK)
    joined = parts[0]
    for before, after in pairwise(parts):
        near = before.rstrip(SHARED)[-1:] + after.lstrip(SHARED)[:1]
        joined += ("" if any(east_asian_width(one) in "WF" for one in near) else " ") + after
    return joined


def _cases(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]
