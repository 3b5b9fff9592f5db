"""A passage cited by a template of the user's own, as `string.Template` has them."""

from __future__ import annotations

from string import Template

from reader.formats.citation.passage import Passage, bibtex, csl, markdown, plain
from reader.formats.template_names import checked
from reader.text.normal import visible

NAMES = (
    *("quote", "title", "author", "issued", "url", "accessed", "container_title", "page"),
    *("note", "tags", "key", "plain", "markdown", "bibtex", "csl"),
)
"""What can stand behind a `$`: parts of the citation, or all of it in one of the styles."""


def fill(template: str, passage: Passage) -> str:
    """Give what a template makes of a passage; `MisuseError` if it has an unknown name."""
    checked(template, NAMES)
    article = passage.article
    return Template(template).substitute(
        quote=passage.quote,
        title=visible(article.title),
        author=visible(article.author),
        issued=visible(article.published),
        url=visible(article.url),
        accessed=visible(article.accessed[:10]),
        container_title=visible(article.source),
        page=visible(passage.locator),
        note=passage.note,
        tags="; ".join(map(visible, passage.tags)),
        key=passage.item["id"],
        plain=plain(passage).removesuffix("\n"),
        markdown=markdown(passage).removesuffix("\n"),
        bibtex=bibtex(passage).removesuffix("\n"),
        csl=csl(passage).removesuffix("\n"),
    )
