"""What an export wrote into a folder: a hidden file beside it tells, and is trusted for no more.

Where such a folder stands among articles, what is in it by our own hand is none of them.
"""

from __future__ import annotations

import json
from pathlib import Path

MANIFEST = ".article-reader-export.json"
_LARGEST = 100_000_000


def told(folder: Path) -> dict[str, list[str]]:
    """Give the names of the files that were exported to a folder, with the hashes they may have.

    Nothing where that is not told as we tell it.
    """
    path = folder / MANIFEST
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        files = json.loads(path.read_bytes())["files"]
        return {
            name: [str(one) for one in hashes]
            for name, hashes in files.items()
            if is_plain(name) and isinstance(hashes, list)
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def is_plain(name: str) -> bool:
    """Whether it names a file in a folder that is not hidden, and leads nowhere else."""
    return not name.startswith(".") and not any(one in name for one in "/\\\0") and name != ""
