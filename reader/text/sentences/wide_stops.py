"""Where Chinese and Japanese sentences end: no space tells, and quotations are woven in.

A stop within a quotation that Japanese carries on with a particle (「行く。」と言った), before a
Chinese speaker's name and verb (“为什么？”他问。), or within an aside, ends no sentence.
"""

from __future__ import annotations

import re

from reader.text.graphemes import is_boundary, next_boundary
from reader.text.sentences.asides import is_opened_within, leads_sentence

STOPS = frozenset("。！？｡‼⁇⁈⁉")

_REACH = 200
_CLOSERS = re.compile(r"(?:[\"'”’」』）】〉》)\]]|\[\d{1,3}\])*+")
_OPENERS = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"'}
_TITLE_CLOSERS = frozenset("》〉")
_BRACKETS = {"）": "（", ")": "(", "】": "【", "]": "["}
_GOING_ON = frozenset("。！？!?…，、；：,;:")

# Particles, less the words that start with them and a sentence: と but not ところが.
_PARTICLE = (
    r"(?:と(?!ころが|もあれ|りわけ|にかく|はいえ)|って|を|の(?!ち)|が(?!、)|は(?![いたじっる])|も(?![うしちっ])"
    r"|に(?!もかか)|で(?![はも])|へ|や(?![がはむめ])|など|な[のらど]|だ(?!が|け|から|って)|から|まで|か[、。])"
)
_WOVEN = re.compile(
    rf"{_PARTICLE}|的|[这這][个個一种種样樣句]|一[词詞句]|之[类類]|等(?![了到待他她我一])|[几幾三四][个個]"
    r"|字[样樣]|是(?![的啊吗嗎])"
)
_BARE_CARRIED = re.compile(r"と(?!ころが|もあれ|りわけ|にかく|はいえ)|って")
_INSIDE = re.compile(rf"[^「」『』“”]{{0,{_REACH}}}+(?:[」』]{_PARTICLE}|”的)")

_SPEAKER = re.compile(r"([^。！？!?…，、；：,;:“”「」『』\s]{1,24}+)(?=([。！？，])(.?)|\Z)")
_SAYS = re.compile(
    r"(?:[说說问問喊]|(?<![知难難])道|回答|表示|宣称|声称|解释|解釋|补充|補充|强调|強調|感叹|感嘆"
    r"|指出|坦言|直言|[说說喊][着著].{1,8}|[问問].{1,4}|告[诉訴].{1,6}"
    r"|[がは](?:言っ|話し|語っ|述べ|答え|尋ね|訴え|叫ん|つぶやい|聞い|問いかけ)[ただ])\Z"
)
_DENIES = re.compile(r"[没沒不未无無拒]")


def sentence_end(text: str, begin: int, stop_start: int, stop_end: int, end: int) -> int:
    """Give where the sentence from `begin` ends at this stop, or 0 if it goes on."""
    closers = _CLOSERS.match(text, stop_end, end)
    cut = closers.end() if closers else stop_end
    if cut < end and not is_boundary(text, cut):
        cut = min(next_boundary(text, cut), end)
    if cut >= end:
        return end
    if text[cut] in _GOING_ON:
        return 0
    if cut == stop_end:
        return 0 if _is_woven_in(text, begin, stop_start, cut, end) else cut
    return 0 if _goes_on(text, begin, stop_start, stop_end, cut, end) else cut


def ends_ellipsis(text: str, begin: int, stop_start: int, stop_end: int, end: int) -> int:
    """Give where a quotation that trails off ends a sentence: “还有时间……”."""
    if text[stop_end : stop_end + 1] not in _OPENERS:
        return 0
    return sentence_end(text, begin, stop_start, stop_end, end)


def is_wide(character: str) -> bool:
    """Whether `character` is Han, kana, or what opens a quotation among them."""
    return (
        character in "「『“（《"
        or "\u3040" <= character <= "\u30ff"
        or "\u3400" <= character <= "\u9fff"
    )


def _is_woven_in(text: str, begin: int, stop: int, cut: int, end: int) -> bool:
    """Whether a stop that no closing mark follows stands within what goes on after it."""
    if text[stop] in "！？!?" and _BARE_CARRIED.match(text, cut, end):
        return True
    if _INSIDE.match(text, cut, end):
        return True
    return is_opened_within(text, begin, stop, cut, end)


def _goes_on(text: str, begin: int, stop: int, stop_end: int, cut: int, end: int) -> bool:
    """Whether the sentence goes on at `cut`, behind the closing marks after a stop."""
    closer = text[stop_end]
    if closer in _TITLE_CLOSERS or text[cut - 1] in _TITLE_CLOSERS:
        return True
    if closer in _BRACKETS:
        return not leads_sentence(text, begin, _BRACKETS[closer], stop)
    if closer not in _OPENERS:
        return False
    if _WOVEN.match(text, cut, end) or text[cut] in "—─" or _is_attributed(text, stop, cut, end):
        return True
    if text[stop] in "。｡":
        return False
    opened = text.rfind(_OPENERS[closer], max(begin, stop - _REACH), stop)
    return not leads_sentence(text, begin, _OPENERS[closer], stop) and (
        text[opened - 1] not in "：:，,、"
    )


def _is_attributed(text: str, stop: int, cut: int, end: int) -> bool:
    """Whether who said it comes next: “为什么？”一名家长问道。"""
    speaker = _SPEAKER.match(text, cut, end)
    if not speaker or _DENIES.search(speaker[1]) or not _SAYS.search(speaker[1]):
        return False
    # `他说，公司…` starts a sentence of its own; `他说，“…` does not.
    return speaker[2] != "，" or speaker[3] in "“「『"
