"""What processes that understand files answer with: framed, alone on their output, and harmless.

Whoever parsed a hostile file may have been taken over. Nothing that comes back is ever loaded as
anything but text, numbers, bytes and the few classes that are named, and none of it is believed to
be as long as it says.
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Iterable
from typing import IO, Any

LENGTH = 8
"""Bytes before each answer that tell how long it is."""
LONGEST = 1 << 32
"""Bytes of the longest answer; four times what the database holds of one text."""
_MALFORMED = (ArithmeticError, AttributeError, ImportError, LookupError, TypeError, ValueError)


class MalformedError(Exception):
    """An answer is none."""


def output() -> IO[bytes]:
    """Give this process's standard output, for answers alone: what else is printed goes beside."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def put(pipe: IO[bytes], what: object) -> None:
    """Write an answer, or a question, with its length before it."""
    data = pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(LENGTH, "little"))
    pipe.write(data)
    pipe.flush()


def length(head: bytes) -> int:
    """Give how long an answer is; `MalformedError` where it is longer than any."""
    told = int.from_bytes(head, "little")
    if told > LONGEST:
        raise MalformedError(f"an answer of {told} bytes")
    return told


def loaded(data: bytes, classes: Iterable[type]) -> Any:
    """Give what an answer is, made of plain values and `classes`; else a `MalformedError`."""
    try:
        return _Plain(data, classes).load()
    except (*_MALFORMED, EOFError, pickle.UnpicklingError) as error:
        raise MalformedError(str(error)) from error


class _Plain(pickle.Unpickler):
    def __init__(self, data: bytes, classes: Iterable[type]) -> None:
        super().__init__(io.BytesIO(data))
        self._classes = {(one.__module__, one.__qualname__): one for one in classes}

    def find_class(self, module: str, name: str) -> Any:
        """Give a class that an answer may have."""
        if (module, name) not in self._classes:
            raise pickle.UnpicklingError(f"an answer with a {name}")
        return self._classes[module, name]
