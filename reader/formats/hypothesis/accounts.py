"""Names of annotators as the accounts that Hypothes.is knows people by, and back."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

AUTHORITY = "article-reader.invalid"
"""Where our annotators have their accounts: a name that no server can have."""

_ACCOUNT = re.compile(r"acct:([^@]*)@.*", re.DOTALL)


def account(annotator: str) -> str:
    """Give the account of an annotator.

    >>> account("Béla B")
    'acct:B%C3%A9la%20B@article-reader.invalid'
    """
    return f"acct:{quote(annotator, safe='', errors='replace')}@{AUTHORITY}"


def annotator(account: str) -> str:
    """Give the name in an account, whatever server it is on; what is no account is a name.

    >>> annotator("acct:B%C3%A9la%20B@article-reader.invalid"), annotator("ana")
    ('Béla B', 'ana')
    """
    found = _ACCOUNT.fullmatch(account)
    return unquote(found[1]) if found else account
