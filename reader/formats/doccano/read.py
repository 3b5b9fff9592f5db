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
from reader.formats.losses import Losses

_LABELS = ("label", "labels", "entities")
_TEXTS = ("text", "data")
_LONGEST_TITLE = 80
_HINT = "give JSON Lines that doccano or `reader export --format doccano` wrote"


def read(file: Path, losses: Losses) -> Iterator[Given]:
    """Give the text of each line with its passages."""
    with file.open("rb") as lines:
        for number, data in enumerate(lines, 1):
            written = data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data
            if written.strip():
                try:
                    yield _text(_object(written), losses)
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
    text = next((line[name] for name in _TEXTS if name in line), None)
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
    relations = line.get("relations")
    losses.add("all", "relation", len(relations) if isinstance(relations, list) else 0)
    return _given(text, passages, line)


def _labelled(
    line: dict[str, object], losses: Losses
) -> tuple[list[GivenPassage], dict[tuple[int, int], dict[str, None]]]:
    """Give what is about the whole text, and the labels of each place, each once."""
    whole: dict[str, None] = {}
    together: dict[tuple[int, int], dict[str, None]] = {}
    for label in _listed(line, *_label_names(line)):
        if isinstance(label, str):
            whole[label] = None
            continue
        start, end, name = _parts(label)
        together.setdefault((start, end), {})[name] = None
    memos = [GivenPassage(tags=tuple(whole))] if whole else []
    for comment in _listed(line, "Comments", "comments"):
        # An object where a project has relations.
        note = comment.get("comment") if isinstance(comment, dict) else comment
        if isinstance(note, str) and note:
            memos.append(GivenPassage(note=note))
        else:
            losses.add("all", "comment")
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


def _given(text: str, passages: list[GivenPassage], line: dict[str, object]) -> GivenText:
    meta = line.get("meta")
    told = (meta if isinstance(meta, dict) else {}) | line
    ours = {*ABOUT, "article", "text_hash"}
    taken = {*ours, *_label_names(line), *_TEXTS, "meta", "Comments", "comments", "relations", "id"}
    about = {name: value for name in ours if isinstance(value := told.get(name), str)}
    title = about.pop("title", "") or " ".join(text[:_LONGEST_TITLE].split())
    text_hash = about.get("text_hash", "")
    key = told.get("id")
    return GivenText(
        title=title,
        passages=[one._replace(text_hash=text_hash) for one in passages],
        text=text,
        metadata={name: value for name, value in told.items() if name not in taken},
        key=str(key) if isinstance(key, (str, int)) else "",
        **about,  # type: ignore[arg-type]  # the fields are called so
    )
