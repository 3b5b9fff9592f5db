"""Opening an address outside, by the system's own opener.

No shell sees it, it can be taken for no option, and the program that opens it has neither our
terminal nor our files. `$BROWSER` is not looked at: it may hold a whole command line.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from reader.errors import ReaderError
from reader.text.addresses import checked

_running: list[subprocess.Popen[bytes]] = []
"""Openers that had not ended when they were looked at last."""


def open_address(address: str) -> str:
    """Have the system open a web or mail address, and give what to say of it.

    Nothing is waited for. An address that may not be opened, and a system that opens none,
    raise `ReaderError`.
    """
    address = checked(address)
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise ReaderError(f"no program here opens {address}", "it was copied instead")
    # Those that have ended are let go of here, as nothing else asks for them.
    _running[:] = [process for process in _running if process.poll() is None]
    try:
        process = subprocess.Popen(
            [opener, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name != "BROWSER"},
        )
    except OSError as error:
        raise ReaderError(f"{opener} could not open {address}", "it was copied instead") from error
    _running.append(process)
    return f"Opening {address}"
