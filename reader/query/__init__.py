"""The one language in which articles and annotations are asked for: text to a query and back."""

from reader.query.errors import QueryError
from reader.query.expanding import expanded
from reader.query.model import Query
from reader.query.parsing import parse
from reader.query.writing import written

__all__ = ["Query", "QueryError", "expanded", "parse", "written"]
