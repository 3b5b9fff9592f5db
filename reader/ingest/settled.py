"""Whether a file's time can tell that it was changed since it was read."""

from __future__ import annotations

NEVER = 0
"""Stands for the time of a file whose time tells nothing yet; no file of ours has it."""
_TICK = 100_000_000
"""Nanoseconds within which two changes may leave the same time where times are fine."""
_SECONDS = 2_000_000_000
"""The same where they are whole seconds, or every other one."""


def settled(mtime_ns: int, read_ns: int) -> int:
    """Give a file's time as it is to be remembered of one that was read at `read_ns`.

    A file that was written in the very moment in which it was read may be written once more
    without another time or size. What is remembered then is no time that it could have, so that
    its bytes are looked at again.

    >>> settled(1_000_000_001, 5_000_000_000)
    1000000001
    >>> settled(4_999_000_000, 5_000_000_000) == settled(4_000_000_000, 5_000_000_000) == NEVER
    True
    """
    tick = _TICK if mtime_ns % 1_000_000_000 else _SECONDS
    return mtime_ns if read_ns - mtime_ns > tick else NEVER
