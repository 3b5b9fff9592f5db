"""doccano's JSON Lines to texts with passages, in each form that its versions write.

Labels are `[start, end, name]` or objects, under `label`, `labels` or `entities`; a label that is
a name alone is about the whole text. Labels of one place are one passage with several tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.errors import FormatError
from reader.formats import merging
from reader.formats.doccano.write import ABOUT, UNTAGGED
from reader.formats.given import Given, GivenPassage, GivenText
from reader.formats.json_reading import decoded
from reader.formats.json_values import listed, table
from reader.formats.losses import Losses

_LABELS = ("label", "labels", "entities")
_TEXTS = ("text", "data")
_TAKEN = frozenset((*_LABELS, "Comments", "comments", "relations"))
"""What never is metadata."""
_LONGEST_TITLE = 80
_HINT = "give JSON Lines that doccano or `reader export --format doccano` wrote"


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the text of each line with its passages."""
    with file.open("rb") as lines:
        for number, data in enumerate(lines, 1):
            written = data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data
            if written.strip():
                try:
                    found = _text(_object(written), losses)
                    # What is blank makes no article, and is known by where it stands.
                    yield found if found.title else found._replace(title=f"line {number}")
                except FormatError as error:
                    raise FormatError(f"line {number}: {error.what}", error.hint) from error


def _object(data: bytes) -> dict[str, object]:
    try:
        found = decoded(data)
    except ValueError as error:
        raise FormatError("it is no JSON in UTF-8", _HINT) from error
    if not isinstance(found, dict):
        raise FormatError("it is no JSON object", _HINT)
    return found


def _text(line: dict[str, object], losses: Losses) -> GivenText:
    place = next((name for name in _TEXTS if name in line), "")
    text = line[place] if place else None
    if not isinstance(text, str):
        raise FormatError("it has no text", _HINT)
    memos, together = _labelled(line, losses)
    refusal = FormatError("its labels stand on the whole text without end", _HINT)
    quotes = merging.quotes(text, (place for place in together if place[1] <= len(text)), refusal)
    passages = memos
    for (start, end), tags in together.items():
        if (start, end) not in quotes:
            losses.add("all", "stray label", len(tags))
            continue
        given = tuple(tag for tag in tags if tag != UNTAGGED)
        passages.append(GivenPassage(quotes[start, end], start, end, tags=given))
    losses.add("all", "relation", len(listed(line.get("relations"))))
    told = {
        name: value
        for name, value in line.items()
        if name not in {*_TAKEN, *_label_names(line), place}
    }
    return _given(text, passages, told, losses)


def _labelled(
    line: dict[str, object], losses: Losses
) -> tuple[list[GivenPassage], dict[tuple[int, int], dict[str, None]]]:
    """Give what is about the whole text, and the labels of each place, each once."""
    whole: dict[str, None] = {}
    together: dict[tuple[int, int], dict[str, None]] = {}
    for label in _listed(line, *_label_names(line)):
        if isinstance(label, str):
            if label.strip():
                whole[label] = None
            losses.add("all", "label without a name", not label.strip())
            continue
        start, end, name = _parts(label)
        together.setdefault((start, end), {})[name] = None
    memos = [GivenPassage(tags=tuple(whole))] if whole else []
    for comment in _listed(line, "Comments", "comments"):
        # An object where a project has relations.
        note = comment.get("comment") if isinstance(comment, dict) else comment
        if isinstance(note, str) and note.strip():
            memos.append(GivenPassage(note=note))
        else:
            losses.add("all", "comment", not isinstance(note, str))
    return memos, together


def _label_names(line: dict[str, object]) -> tuple[str, ...]:
    """Give the names that labels stand under: intents under `cats`, which is others' word too."""
    cats = line.get("cats")
    is_named = isinstance(cats, list) and all(isinstance(one, str) for one in cats)
    return (*_LABELS, "cats") if is_named else _LABELS


def _listed(line: dict[str, object], *names: str) -> Iterator[object]:
    """Give what stands in the lists of these names."""
    for name in names:
        found = line.get(name)
        if isinstance(found, list):
            yield from found
        elif found is not None:
            raise FormatError(f"its {name} is no list", _HINT)


def _parts(label: object) -> tuple[int, int, str]:
    """Give where a label stands, and its name."""
    if isinstance(label, dict):
        found = [label.get("start_offset"), label.get("end_offset"), label.get("label")]
    else:
        found = label if isinstance(label, list) else []
    if len(found) == 3:
        start, end, name = found
        if type(start) is int and type(end) is int and isinstance(name, str) and 0 <= start < end:
            return start, end, name
    raise FormatError("a label is no start, end and name", _HINT)


def _given(
    text: str, passages: list[GivenPassage], line: dict[str, object], losses: Losses
) -> GivenText:
    given = line.pop("meta", None)
    meta = table(given)
    told = meta | line
    is_lost = bool(given) and not isinstance(given, dict)
    losses.add("the meta", "text", is_lost or any(told[name] != meta[name] for name in meta))
    ours = {*ABOUT, "article", "text_hash"}
    about = {name: value for name in ours if isinstance(value := told.get(name), str)}
    key = told.pop("id") if type(told.get("id")) in (str, int) else ""
    metadata = {name: value for name, value in told.items() if name not in about}
    title = about.pop("title", "") or " ".join(text[:_LONGEST_TITLE].split())
    text_hash = about.get("text_hash", "")
    return GivenText(
        title=title,
        passages=[one._replace(text_hash=text_hash) for one in passages],
        text=text,
        metadata=metadata,
        key=str(key),
        **about,  # type: ignore[arg-type]  # the fields are called so
    )
