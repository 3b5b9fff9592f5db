"""Web Annotations as they are written: exact, and each word understood by a JSON-LD processor."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given

from reader.annotation.model import Tag, TagUse
from reader.formats.export import Options
from reader.formats.losses import Losses
from reader.formats.record import Record
from reader.formats.w3c.terms import CONTEXT
from reader.formats.w3c.write import write
from tests.formats import strategies
from tests.formats.given import Given

_ID = "0f4c8a52-6f0b-4a53-8a43-0e6c1b1b6d07"
_ARTICLE = "5d2c7e1a-43a4-4be2-8d55-6a5e3a1f9b10"
RECORD = Record(
    id=_ID,
    article=_ARTICLE,
    title="On tides",
    author="A. Writer",
    source="The Harbour",
    published="2024-05",
    accessed="2026-01-01T00:00:00.000Z",
    url="https://a.example/tides",
    heading="Ebb, p. 12",
    quote="the 😀 tide",
    prefix="Then ",
    suffix=" fell.",
    tags=("sea/tide", "ebb"),
    note="So it\ndid.",
    start=5,
    end=15,
    text_hash="abc",
    status="moved",
    annotator="ana",
    created="2026-01-01T01:00:00.000Z",
    updated="2026-01-02T01:00:00.000Z",
    page="12",
)
_TAG = Tag("4b8f0c2e-9a67-4a83-9a53-3d1c3f0a7e21", "sea/tide", "rose", "Rising and falling.")
_GOLDEN = """\
"id":"urn:uuid:8a2577c8-e8da-572b-b232-defdffd3db00","type":"AnnotationPage","partOf":\
{"id":"urn:uuid:425497e3-dcd6-53bb-93ac-68298ad85237","type":"AnnotationCollection","label":"Annotations",\
"generated":"2026-01-02T03:04:05Z","generator":{"type":"Software","name":"article-reader"},\
"codebook":[{"id":"urn:uuid:4b8f0c2e-9a67-4a83-9a53-3d1c3f0a7e21","type":"Concept",\
"prefLabel":"sea/tide","definition":"Rising and falling.","color":"rose"}]},"startIndex":0,\
"items":[
{"id":"urn:uuid:0f4c8a52-6f0b-4a53-8a43-0e6c1b1b6d07","type":"Annotation",\
"motivation":"commenting","created":"2026-01-01T01:00:00.000Z",\
"modified":"2026-01-02T01:00:00.000Z","creator":{"type":"Person","name":"ana"},"status":"moved",\
"body":[{"type":"TextualBody","purpose":"tagging","value":"sea/tide","format":"text/plain"},\
{"type":"TextualBody","purpose":"tagging","value":"ebb","format":"text/plain"},\
{"type":"TextualBody","purpose":"commenting","value":"So it\\ndid.","format":"text/plain"}],\
"target":{"type":"SpecificResource","source":"https://a.example/tides",\
"selector":[{"type":"TextQuoteSelector","exact":"the 😀 tide","prefix":"Then ","suffix":" fell."},\
{"type":"TextPositionSelector","start":5,"end":15}],\
"state":{"type":"TimeState","sourceDate":"2026-01-01T00:00:00.000Z"},"textHash":"abc",\
"heading":"Ebb, p. 12","page":"12","article":{\
"id":"urn:uuid:5d2c7e1a-43a4-4be2-8d55-6a5e3a1f9b10","title":"On tides","author":"A. Writer",\
"publisher":"The Harbour","published":"2024-05","url":"https://a.example/tides"}}}
]}
"""


def written(library: Given) -> str:
    sink = io.StringIO(newline="")
    write(library, sink, Options(), Losses())
    return sink.getvalue()


def test_the_bytes_of_one_annotation() -> None:
    text = written(Given([RECORD], tags=[TagUse(_TAG, 1, "")]))
    head, golden = text.split(',"id":', 1)
    assert json.loads(head + "}") == {"@context": CONTEXT}
    assert '"id":' + golden == _GOLDEN


def test_nothing_at_all_is_an_empty_page() -> None:
    page = json.loads(written(Given()))
    assert (page["type"], page["items"]) == ("AnnotationPage", [])


def test_a_memo_is_a_comment_on_the_whole_text() -> None:
    memo = RECORD._replace(quote="", prefix="", suffix="", start=0, end=0, tags=())
    [one] = json.loads(written(Given([memo])))["items"]
    assert one["motivation"] == "commenting"
    assert "selector" not in one["target"]
    assert [body["purpose"] for body in one["body"]] == ["commenting"]


@pytest.mark.parametrize(
    ("note", "tags", "motivation"),
    [("", (), "highlighting"), ("", ("ebb",), "tagging"), ("So", ("ebb",), "commenting")],
)
def test_what_is_said_gives_the_motivation(
    note: str, tags: tuple[str, ...], motivation: str
) -> None:
    [one] = json.loads(written(Given([RECORD._replace(note=note, tags=tags)])))["items"]
    assert one["motivation"] == motivation


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "https://a b", 'https://a"<>'])
def test_what_is_no_address_is_no_source(url: str) -> None:
    [one] = json.loads(written(Given([RECORD._replace(url=url)])))["items"]
    assert one["target"]["source"] == f"urn:uuid:{_ARTICLE}"
    assert one["target"]["article"].get("url", "") == url


def test_nothing_that_a_terminal_obeys_stands_in_the_file() -> None:
    harmful = "\x1b]0;x\x07 \x7f \x9b2J \u202e \ud800"
    text = written(Given([RECORD._replace(note=harmful)]))
    assert text.isprintable() or all(one.isprintable() for one in text if one != "\n")
    assert json.loads(text)["items"][0]["body"][-1]["value"] == harmful


# The terms of the W3C's context that are written here, in words of our own.
_VOCABULARIES = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_TYPES = {
    "oa": "Annotation TextualBody SpecificResource TimeState"
    " TextQuoteSelector TextPositionSelector",
    "foaf": "Person",
}
_LITERALS = {"exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix"} | {
    "name": "foaf:name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}
_LINKS = {"body": "oa:hasBody", "target": "oa:hasTarget", "source": "oa:hasSource"} | {
    "selector": "oa:hasSelector",
    "state": "oa:hasState",
    "creator": "dcterms:creator",
    "generator": "as:generator",
    "partOf": "as:partOf",
}
_TIMES = {"created": "dcterms:created", "modified": "dcterms:modified"} | {
    "generated": "dcterms:issued",
    "sourceDate": "oa:sourceDate",
}
_COUNTS = {"start": "oa:start", "end": "oa:end", "startIndex": "as:startIndex"}


def w3c_context() -> dict[str, object]:
    """Give a context that says of these terms what the W3C's says."""
    context: dict[str, object] = {**_VOCABULARIES, **_LITERALS}
    context |= {"id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@id"}}
    for vocabulary, names in _TYPES.items():
        context |= {name: f"{vocabulary}:{name}" for name in names.split()}
    context |= {"Software": "as:Application", "AnnotationPage": "as:OrderedCollectionPage"}
    context["AnnotationCollection"] = "as:OrderedCollection"
    for name in ("commenting", "tagging", "highlighting"):
        context[name] = f"oa:{name}"
    for name, term in (("motivation", "oa:motivatedBy"), ("purpose", "oa:hasPurpose")):
        context[name] = {"@id": term, "@type": "@vocab"}
    for terms, kind in ((_LINKS, "@id"), (_TIMES, "xsd:dateTime")):
        context |= {name: {"@id": term, "@type": kind} for name, term in terms.items()}
    for name, term in _COUNTS.items():
        context[name] = {"@id": term, "@type": "xsd:nonNegativeInteger"}
    context["items"] = {"@id": "as:items", "@type": "@id", "@container": "@list"}
    return {"@context": context}


def plain(value: Any) -> Any:
    """Give a value as it is when a list of one is that one, and what only has an id is that id."""
    if isinstance(value, dict) and value.keys() == {"id"}:
        return value["id"]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name != "@context"}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(one) for one in value]
    return value


def processed(text: str) -> tuple[dict[str, Any], list[Any]]:
    """Give a page that went through a JSON-LD processor and back, and how that understood it."""
    pyld = pytest.importorskip("pyld", reason="pyld reads JSON-LD; make setup installs it")

    def load(address: str, options: object) -> dict[str, object]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": address, "document": w3c_context()}

    options = {"documentLoader": load, "base": ""}
    expanded = pyld.jsonld.expand(json.loads(text), options)
    compacted: dict[str, Any] = pyld.jsonld.compact(expanded, CONTEXT, options)
    return compacted, expanded


def test_a_processor_of_json_ld_understands_every_word() -> None:
    text = written(Given([RECORD, RECORD._replace(id=_ARTICLE)], tags=[TagUse(_TAG, 1, "")]))
    compacted, [page] = processed(text)
    assert plain(compacted) == plain(json.loads(text))
    [items] = page["http://www.w3.org/ns/activitystreams#items"]
    [target] = items["@list"][0]["http://www.w3.org/ns/oa#hasTarget"]
    assert target["urn:article-reader:terms:textHash"] == [{"@value": "abc"}]
    [article] = target["urn:article-reader:terms:article"]
    assert article["http://purl.org/dc/terms/title"] == [{"@value": "On tides"}]
    assert article["http://schema.org/datePublished"] == [{"@value": "2024-05"}]


@given(strategies.libraries())
def test_a_processor_gives_any_library_back(library: Given) -> None:
    text = written(library)
    compacted, _ = processed(text)
    assert plain(compacted) == plain(json.loads(text))
