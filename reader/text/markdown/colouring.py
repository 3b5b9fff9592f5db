"""What is a keyword, a string, a comment in code, as Pygments reads it.

Pygments' lexers are made for code that people wrote. On other text some take the square of
their time and some never end; so only languages are coloured whose lexers were tried on such
text, and only code of a size that keeps the rest of the risk small. Those of Java, C#, Groovy
and Terraform were tried and left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.text.document import Mark, MarkStyle

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 6_000
"""Characters of the longest code that is coloured."""

LANGUAGES = frozenset(
    "ada awk bash basic batch c c++ cl clj clojure cmake cobol common-lisp console cpp css d dart"
    " diff django docker dockerfile elisp elixir emacs-lisp erlang ex exs fortran fsharp gas go"
    " golang graphql haskell hs html http ini javascript jinja jl js json json5 jsx julia kotlin"
    " latex lean less lisp llvm lua make makefile matlab mysql nasm nginx nim objc objective-c"
    " ocaml octave perl php pl postgresql prolog protobuf py pycon python python2 python3 r"
    " rb rs rst ruby rust scala scheme scss sed sh shell solidity sql sqlite3 swift tcl tex toml"
    " ts tsx typescript udiff vbnet vim wast xml yaml yml zig zsh".split()
)
"""Names of the languages that are coloured."""

# On lines and gaps as long as these many lexers are slow.
_SLOW = re.compile(r"[^\n]{500}|\s{200}")
_STYLES: dict[str, MarkStyle] = {
    "Keyword": "keyword",
    "Operator.Word": "keyword",
    "Literal.String": "string",
    "Comment": "comment",
    "Literal.Number": "number",
    "Name.Function": "name",
    "Name.Class": "name",
    "Name.Builtin": "name",
    "Name.Decorator": "name",
    "Name.Tag": "name",
    "Name.Attribute": "name",
}


def coloured(code: str, info: str) -> list[Mark]:
    """Give the marks of `code`, by offsets into it; `info` names its language.

    Code that is too long, in a language that is not coloured, or that its lexer fails on has
    none.
    """
    language = info.split(maxsplit=1)[0].strip("{}.").lower() if info else ""
    if language not in LANGUAGES or len(code) > LONGEST or _SLOW.search(code):
        return []
    lexer = _lexer(language)
    if lexer is None:
        return []
    try:
        tokens = list(lexer.get_tokens(code))
    except Exception:
        # A lexer is a foreign program fed with foreign text; its colours are not worth a fall.
        return []
    if "".join([value for _, value in tokens]) != code:
        return []
    return _marks(tokens)


def _marks(tokens: list[tuple[Any, str]]) -> list[Mark]:
    marks: list[Mark] = []
    offset = 0
    for kind, value in tokens:
        end = offset + len(value)
        style = _style(kind)
        if style and value and not value.isspace():
            if marks and marks[-1].end == offset and marks[-1].style == style:
                marks[-1] = Mark(marks[-1].start, end, style)
            else:
                marks.append(Mark(offset, end, style))
        offset = end
    return marks


@lru_cache(maxsize=256)
def _style(kind: Any) -> MarkStyle | None:
    """Give the style of a Pygments token, which names its kind from the widest down."""
    for length in range(len(kind), 0, -1):
        style = _STYLES.get(".".join(kind[:length]))
        if style:
            return style
    return None


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    # Imported late: an article without code opens without it.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
