"""What in the raw text of a web page is no part of its article: menus, cookie lines and the like.

The rest of the house knows `runs`. Nothing is stored of what it finds, and no position depends on
it: it is a way of looking at a text.
"""

from reader.text.boilerplate.judging import runs

__all__ = ["runs"]
