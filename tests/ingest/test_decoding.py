"""Nothing is silently mis-decoded: a text is right, or marked a guess, or refused."""

from __future__ import annotations

import codecs
import math
import random
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import IngestError, MisuseError
from reader.ingest.decoding import Decoded, decode, known
from reader.ingest.taking import beginning, take_changed
from reader.ingest.understood import Asked

TEXTS = {
    "de": "Die Gemeinde schließt die alte Brücke über den Fluß. Fußgänger müssen künftig den "
    "längeren Weg am Ufer nehmen, für Räder gibt es noch keine Lösung.",
    "fr": "Le conseil a décidé de fermer le vieux pont. Les piétons devront prendre un chemin plus "
    "long, et rien n'est prévu pour les élèves de l'école à côté.",
    "es": "El ayuntamiento cerrará el viejo puente. Los niños tendrán que tomar un camino más "
    "largo. ¿Qué hará la gente mañana? Todavía no hay solución.",
    "pl": "Rada gminy zdecydowała o zamknięciu mostu. Piesi pójdą dłuższą drogą, a mieszkańcy są "
    "źli, że nikt ich wcześniej nie zapytał o zdanie.",
    "cs": "Obec rozhodla, že uzavře starý most přes řeku. Chodci budou muset jít delší cestou, "
    "řešení pro cyklisty zatím není žádné.",
    "tr": "Belediye eski köprüyü kapatmaya karar verdi. Yayalar daha uzun bir yoldan gidecek, "
    "bisikletliler için ise henüz çözüm yok. Çoğu kişi şaşkın.",
    "ru": "Городской совет решил закрыть старый мост через реку. Пешеходам придётся ходить более "
    "длинной дорогой, а жители недовольны тем, что их не спросили.",
    "el": "Το συμβούλιο αποφάσισε να κλείσει την παλιά γέφυρα. Οι πεζοί θα παίρνουν έναν μακρύτερο "
    "δρόμο και για τους ποδηλάτες δεν υπάρχει λύση.",
    "he": "מועצת העיר החליטה לסגור את הגשר הישן מעל הנהר. הולכי הרגל יצטרכו ללכת בדרך ארוכה יותר.",
    "ar": "قرر المجلس إغلاق الجسر القديم فوق النهر. سيضطر المشاة إلى سلوك طريق أطول من قبل.",
    "th": "สภาเทศบาลมีมติให้ปิดสะพานเก่าข้ามแม่น้ำ คนเดินเท้าจะต้องใช้เส้นทางที่ยาวกว่าเดิม",
    "ja": "町議会は川にかかる古い橋を閉鎖することを決めた。歩行者は遠回りをしなければならない。",
    "zh": "镇议会决定关闭河上的旧桥。行人今后必须绕远路，骑自行车的人目前还没有办法。",
    "zh-tw": "鎮議會決定關閉河上的舊橋。行人今後必須繞遠路，騎自行車的人目前還沒有辦法。",
    "ko": "마을 의회는 강 위의 오래된 다리를 폐쇄하기로 결정했다. 보행자는 먼 길로 돌아가야 한다.",
}
ENCODINGS = {
    "de": "cp1252 iso8859-1 iso8859-15 mac_roman cp850",
    "fr": "cp1252 iso8859-1 iso8859-15 mac_roman",
    "es": "cp1252 iso8859-1",
    "pl": "cp1250 iso8859-2",
    "cs": "cp1250 iso8859-2",
    "tr": "cp1254 iso8859-9",
    "ru": "cp1251 koi8-r iso8859-5 cp866 mac_cyrillic",
    "el": "cp1253 iso8859-7",
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "th": "cp874 tis-620",
    "ja": "shift_jis euc_jp iso2022_jp",
    "zh": "gb18030 gb2312",
    "zh-tw": "big5",
    "ko": "euc_kr cp949",
}
CASES = [(of, encoding) for of, names in ENCODINGS.items() for encoding in names.split()]


@pytest.mark.parametrize(("of", "encoding"), CASES)
@pytest.mark.parametrize("times", [1, 3000])
def test_a_text_in_an_old_encoding_is_read_right_and_marked_a_guess(
    of: str, encoding: str, times: int
) -> None:
    text = "\n".join([TEXTS[of]] * times)
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.is_guess
    assert found.encoding
    assert "which is a guess" in found.warnings[0]


@pytest.mark.parametrize(("of", "encoding"), CASES)
def test_a_few_words_in_an_old_encoding_are_right_or_a_guess(of: str, encoding: str) -> None:
    words = TEXTS[of]
    for length in (5, 9, 20, 40):
        for start in range(0, len(words) - length, 7):
            text = words[start : start + length]
            try:
                found = decode(text.encode(encoding))
            except IngestError:
                continue
            assert found.is_guess or found.text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("He said: “No — I won’t.” And that was all.", "cp1252"),
        ("He said: “No — I won’t.” And that was all.", "mac_roman"),
        ("It cost £5 and 20° outside.", "cp1252"),
        ("• one\n• two\n", "cp1252"),
        ("Some 10\xa0000 people.", "cp1252"),
        ("Preis: 20 € – „günstig“", "cp1252"),
        ("ГОРОДСКОЙ СОВЕТ РЕШИЛ ЗАКРЫТЬ МОСТ ЧЕРЕЗ РЕКУ", "cp1251"),
        ("ГОРОДСКОЙ СОВЕТ РЕШИЛ ЗАКРЫТЬ МОСТ ЧЕРЕЗ РЕКУ", "koi8-r"),
        ("使用Linux系统的用户可以在README文件中找到说明，价格为100元。", "gb18030"),
        ("Windowsで使うファイルはUTF-8で保存してください。", "cp932"),
        ("안녕하세요 세계", "euc_kr"),
    ],
)
def test_little_that_is_not_ascii_is_enough(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.is_guess) == (text, True)


@pytest.mark.parametrize("before", ["words and ", "line\n"])
def test_what_is_not_ascii_is_found_at_the_very_end(before: str) -> None:
    text = before * 200_000 + "l’été"
    assert decode(text.encode("cp1252")) == Decoded(text, "cp1252", is_guess=True)


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp"])
def test_a_line_without_end_is_read_in_time(encoding: str) -> None:
    text = TEXTS["ja"] * 20_000
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_needs_no_byte_order_mark(text: str, encoding: str) -> None:
    text += "\n\nEnd 12.\n"
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_believed(encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    assert decode(mark + "a\nß漢😀".encode(encoding)) == Decoded("a\nß漢😀", encoding)
    with pytest.raises(IngestError, match="begins as utf-"):
        decode(mark + "abc".encode(encoding) + b"\xd8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_itself_and_no_guess(text: str) -> None:
    assert decode(text.encode()) == Decoded(text)
    assert decode(codecs.BOM_UTF8 + text.encode()) == Decoded(text)


def test_damaged_utf8_is_refused_and_the_place_named() -> None:
    with pytest.raises(IngestError, match=r"is UTF-8 with damage \(line 2\)"):
        decode("Für Fußgänger\n".encode() + b"M\xfcnchen\n")


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\0\0\0\0\0\0",
        bytes(range(256)) * 4,
        random.Random(5).randbytes(5000),
        random.Random(6).randbytes(300),
        b"\0" * 64,
        bytes(range(1, 32)) * 8,
        b"\x00\x01\x02\xff" * 50,
        *(
            array("h", [int(9000 * math.sin(at / 9)) for at in range(size)]).tobytes()
            for size in (40, 3000)
        ),
        array("i", range(1000, 9000, 7)).tobytes(),
        array("d", [at / 7 for at in range(900)]).tobytes(),
        array("H", range(300, 900)).tobytes(),
    ],
)
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(IngestError):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_whole_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except IngestError as error:
        assert "\n" not in error.what
        return
    if not found.encoding:
        assert found.text == data.removeprefix(codecs.BOM_UTF8).decode()
    elif found.is_guess:
        assert found.text == data.decode(found.encoding)


def test_what_is_told_is_used_strictly_and_is_no_guess() -> None:
    data = TEXTS["de"].encode("cp1252")
    assert decode(data, declared="ISO-8859-1") == Decoded(TEXTS["de"], "cp1252")
    assert decode(TEXTS["de"].encode(), declared="ISO-8859-1") == Decoded(TEXTS["de"])
    for untrue in ("shift_jis", "ascii\0", "no-such", "utf-8", "rot13"):
        assert decode(data, declared=untrue).is_guess


def test_what_is_forced_is_used_whatever_the_bytes_look_like() -> None:
    assert decode("ß".encode(), "Windows-1252") == Decoded("ÃŸ", "cp1252")
    assert decode(b"\xef\xbb\xbfa", "utf8") == Decoded("a")
    with pytest.raises(IngestError, match=r"is not in shift_jis \(line 2\); force another"):
        decode(b"a\n\x81\xff", "shift_jis")


@pytest.mark.parametrize("name", ["no-such", "rot13", "hex", "idna", "", "a\0b", "é", "x" * 9000])
def test_a_name_of_no_encoding_is_misuse(name: str) -> None:
    with pytest.raises(MisuseError) as caught:
        known(name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("of", "encoding"), [*CASES, ("ru", "utf-16"), ("zh", "utf-16-be")])
def test_the_first_pages_are_shown_as_the_whole_is(tmp_path: Path, of: str, encoding: str) -> None:
    path = tmp_path / "long.txt"
    text = "\n\n".join([TEXTS[of] * 2] * 400) + "\n"
    path.write_bytes(text.encode(encoding))
    whole = take_changed(path, "")
    first = beginning(path)
    assert whole is not None
    assert whole.text.startswith(first.text[:5000])
    assert len(first.text) > 5000


def test_a_file_is_read_in_what_is_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXTS["ru"].encode("koi8-r"))
    taken = take_changed(path, "", asked=Asked(encoding="cp1251"))
    assert taken is not None
    assert taken.text == TEXTS["ru"].encode("koi8-r").decode("cp1251")
    assert (taken.encoding, taken.is_guess, taken.warnings) == ("cp1251", False, ())


@pytest.mark.parametrize("encoding", ["hz", "utf-7", "iso2022_jp"])
def test_an_encoding_within_ascii_is_read_where_it_is_told(encoding: str) -> None:
    text = "The lock: 水中 and more."
    assert decode(text.encode(encoding), declared=encoding) == Decoded(text, encoding)


@pytest.mark.parametrize("encoding", ["hz", "utf-7", "iso2022_jp"])
@pytest.mark.parametrize("text", ["Plain words.", "C++ ~ a + b", "half a character: +2AA-"])
def test_text_that_is_not_in_what_was_told_is_as_it_is_written(encoding: str, text: str) -> None:
    assert decode(text.encode(), declared=encoding) == Decoded(text)
