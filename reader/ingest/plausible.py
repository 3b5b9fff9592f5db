"""How much a text looks like one that somebody wrote: what tells encodings from each other.

Only characters that are not ASCII are looked at, as these alone differ. In the right encoding
they are letters that some one language writes, in words of its script, with few capitals, or
they are of the common half of their Chinese characters. Short texts are told by this too, where
a detector of statistics is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

ENCODINGS = tuple(
    "cp932 euc_jis_2004 cp949 gb18030 big5hkscs"
    " cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp874 koi8_r koi8_u iso8859_15"
    " iso8859_2 iso8859_5 iso8859_6 iso8859_16 mac_roman cp850 cp852 cp866 mac_cyrillic".split()
)
"""Those looked at, the likelier first."""
ENOUGH = 0.85
"""The score from which on a text is taken for one."""
_EASTERN = frozenset(ENCODINGS[:5])
_LANGUAGES = (
    "äöüß",
    "éèêàçâîïôûùëœ",
    "áéíóúñü¿¡",
    "ãõçáâàéêíóôú",
    "àèéìòù",
    "åäöæøé",
    "áéíóöőúüű",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýžäľĺŕô",
    "čćđšž",
    "ăâîșțşţ",
    "çğıöşüİ",
    "áðéíóúýþæö",
    "āčēģīķļņšūž",
    "ąčęėįšųūž",
    "äõöüšž",
)
_PUNCTUATION = "“”„‘’‚–—…«»‹›·•°§©®€£²³½¼\xa0ºª"
_COMMON = {
    "Cyrillic": "оеаинтсрвлкмдпуяыьгзбчйіи",
    "Greek": "αοιετσνηυρπκμλωςάέήίόύώ",
    "Hebrew": "יוהלאתרבמשנכדעחקםפןט",
    "Arabic": "ايلمونرتبةعدسفهكقأحج",
    "Thai": "านรกอเงมยลวดทสตะปบคหแจพชขใัิีึืุู่้์็ำไโ",
}
_USUAL_HANGUL = frozenset(
    "이다는에의을를가고은하지로한서사기도나대리시자어일정수인그부해아보제전있들것"
)
_RANGES = {
    "Cyrillic": "\u0400-\u045f\u0490\u0491",
    "Greek": "\u0384-\u03ce",
    "Hebrew": "\u05d0-\u05ea",
    "Arabic": "\u060c-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc",
    "Thai": "\u0e01-\u0e5b",
    "Kana": "\u3041-\u30fe",
    "Hangul": "\uac00-\ud7a3",
    "Chinese": "\u4e00-\u9fff",
    "Wide": "\u3001-\u3017\uff01-\uff5e\u30fb\u30fc",
}
_HALF_COMMON = {
    "cp932": "euc_jp",
    "euc_jis_2004": "euc_jp",
    "gb18030": "gb2312",
    "big5hkscs": "big5",
}
_COMMON_ROWS = {"euc_jp": (0xB0, 0xCF), "gb2312": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
_SCRIPTS = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _RANGES.items()))
_OTHER = "".join(_RANGES[name] for name in ("Cyrillic", "Greek", "Hebrew", "Arabic", "Thai"))
_AMISS = re.compile(
    # A capital after a small letter, a sign between two letters, two scripts in one word.
    "(?<=[a-zß-öø-ÿа-яёα-ω])[À-ÖØ-ÞА-ЯЁΑ-Ω]|(?<=[À-ÖØ-öø-ÿЀ-ӿͰ-Ͽ])[A-Z]"
    "|(?<=[^\\W\\d_])[“”„«»‹›©®°§€£²³½¼ºª‚•](?=[^\\W\\d_])"
    "|(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    # A letter beside a figure, or all by itself where it is no word; a final letter that is none.
    "|(?<=\\d)[À-ɏ]|[À-ɏ](?=\\d)|(?<!\\w)(?![àèéóáíåöÀÈÉÓÁÍÅÖ])[À-ɏ](?!\\w)|ς(?=\\w)"
    f"|(?<=[A-Za-z0-9])[{_OTHER}]|(?<=[{_OTHER}])[A-Za-z]"
)
_AMISS_EAST = re.compile("(?<=[a-z])[\u4e00-\u9fff\uac00-\ud7a3\uff61-\uff9f](?=[a-z\\s.,])")
_LOUD = re.compile("(?<=[А-ЯЁΑ-Ω])[А-ЯЁΑ-Ω]")


def score(text: str, encoding: str) -> float:
    """Give how much of what is not ASCII in `text` looks as written: at most 1.

    >>> score("Brücke über den Fluß", "cp1252") > score("BrČcke Čber den FluŖ", "cp1257")
    True
    """
    foreign = "".join(one for one in text if one >= "\x80")
    if not foreign:
        return 0.0
    if encoding in _EASTERN:
        kept = _east(foreign, encoding) - len(_AMISS_EAST.findall(text))
    else:
        kept = _west(foreign) - len(_AMISS.findall(text)) - 0.05 * len(_LOUD.findall(text))
    return kept / len(foreign)


def _west(foreign: str) -> float:
    """Sum what letters of one language there are, whichever fits best."""
    punctuation = sum(map(foreign.count, _PUNCTUATION)) * 0.9
    scripts = 0.0
    for name in ("Cyrillic", "Greek", "Hebrew", "Arabic", "Thai"):
        among = re.findall(f"[{_RANGES[name]}]", foreign)
        common = sum(one.lower() in _COMMON[name] for one in among)
        scripts = max(scripts, 0.98 * common + 0.5 * (len(among) - common))
    latin = max(sum(map(foreign.lower().count, letters)) for letters in _LANGUAGES)
    return max(scripts, latin) + punctuation


def _east(foreign: str, encoding: str) -> float:
    """Sum what there is of kana, Hangul and common Chinese characters."""
    found: dict[str, list[str]] = {}
    for match in _SCRIPTS.finditer(foreign):
        found.setdefault(str(match.lastgroup), []).append(match[0])
    kept = float(len(found.get("Wide", ())))
    chinese, kana = found.get("Chinese", []), len(found.get("Kana", ()))
    if encoding == "cp949":
        hangul = found.get("Hangul", [])
        usual = sum(one in _USUAL_HANGUL for one in hangul)
        # In whatever Korean, a syllable in five or so is one of these.
        return kept + len(hangul) * (1 if usual * 8 >= len(hangul) else 0.8)
    common = sum(map(_is_common(_HALF_COMMON[encoding]), chinese))
    kept += common + 0.3 * (len(chinese) - common)
    if encoding in ("cp932", "euc_jis_2004"):
        # Japanese without kana is rarer than Chinese.
        return kept + kana if kana else kept * 0.95
    return kept - kana


@cache
def _is_common(encoding: str) -> Callable[[str], bool]:
    """Give what tells whether a Chinese character is of the common half in an encoding."""
    first, last = _COMMON_ROWS[encoding]

    def is_common(one: str) -> bool:
        return first <= one.encode(encoding, "replace")[0] <= last

    return is_common
