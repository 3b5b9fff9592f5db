"""What the program remembers of its user from one start to the next, outside any library.

It is small and none of it matters: a file that is missing, damaged or not ours to read is an
empty one, and one that cannot be written is left.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_MOST = 100_000
"""Bytes that are read; a longer file is none of ours."""


def default_path() -> Path:
    """Give where the user's state is kept."""
    # Imported here: most runs remember nothing.
    import platformdirs

    return Path(platformdirs.user_state_dir("article-reader")) / "state.json"


def recalled(name: str) -> Mapping[str, object]:
    """Give what was kept under a name; nothing, if nothing was.

    Whoever asks looks at each value's kind: a person may have written it.
    """
    found = _all(default_path()).get(name)
    return found if isinstance(found, dict) else {}


def keep(name: str, values: Mapping[str, object]) -> None:
    """Keep some values under a name, in the place of those that were; others stay."""
    path = default_path()
    text = json.dumps(_all(path) | {name: dict(values)}, indent=1)
    passing = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(passing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123  # a descriptor has no path
                file.write(text)
            passing.replace(path)
        except OSError:
            passing.unlink(missing_ok=True)


def _all(path: Path) -> dict[str, object]:
    """Give all that is kept."""
    try:
        # Never a pipe, which would be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
            data = file.read(_MOST + 1) or b""
        found = json.loads(data) if len(data) <= _MOST else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
