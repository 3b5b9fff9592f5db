"""The words of Web Annotations and those of ours beside them, for writing and for reading."""

from __future__ import annotations

NAMESPACE = "urn:article-reader:terms:"
"""Of what no vocabulary has a word for."""
CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "article": {"@id": f"{NAMESPACE}article", "@type": "@id"},
        "title": "http://purl.org/dc/terms/title",
        "author": "http://schema.org/author",
        "publisher": "http://purl.org/dc/terms/publisher",
        "published": "http://schema.org/datePublished",
        "url": "http://schema.org/url",
        "page": "http://schema.org/pagination",
        "heading": f"{NAMESPACE}heading",
        "status": f"{NAMESPACE}status",
        "textHash": f"{NAMESPACE}textHash",
        "codebook": {
            "@id": f"{NAMESPACE}codebook",
            "@type": "@id",
            "@container": "@list",
        },
        "Concept": "http://www.w3.org/2004/02/skos/core#Concept",
        "prefLabel": "http://www.w3.org/2004/02/skos/core#prefLabel",
        "definition": "http://www.w3.org/2004/02/skos/core#definition",
        "color": f"{NAMESPACE}color",
    },
]
"""What a JSON-LD processor needs to understand each word that is written."""
