"""A headless Chromium, spoken to over a pipe in its own protocol: enough to load and to click.

Nothing is driven but what is installed. `chromium()` gives its path, or nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, Any

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-quic",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
_PIPES = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'
"""It reads from descriptor 3 and writes to 4, wherever the shell has these from."""


_PATIENCE = 400
"""Seconds that a browser may take for all that is asked of it."""


def chromium() -> str | None:
    """Give where a Chromium is installed, if one is."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class EndedError(Exception):
    """The browser is gone."""


class Browser:
    """One tab of a Chromium."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to: IO[bytes] = process.stdin
        self._from: IO[bytes] = process.stdout
        self._number = 0
        self._session = ""
        self.events: list[dict[str, Any]] = []
        """What it told without being asked."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the protocol, and give its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while (answer := self._read()).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, page: Path, *, width: int = 1280, dark: bool = False) -> None:
        """Open a file, and wait until it is loaded."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.events.clear()
        self.call("Page.navigate", url=page.as_uri())
        while not self.told("Page.loadEventFired"):
            self.events.append(self._read())

    def run(self, script: str) -> Any:
        """Give what a script in the page comes to."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError(str(done["exceptionDetails"]))
        return done["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key: `Tab` or ` `."""
        code, text = {"Tab": (9, ""), " ": (32, " ")}[key]
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, text=text
            )

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that a selector finds."""
        x, y = self.run(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            "one.scrollIntoView({block: 'center'}); const box = one.getBoundingClientRect();"
            "return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def told(self, method: str) -> list[dict[str, Any]]:
        """Give what was told of one kind since the page was opened."""
        return [one["params"] for one in self.events if one.get("method") == method]

    def _read(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._from.read(1)) != b"\0":
            if not byte:
                raise EndedError("Chromium has ended")
            parts += byte
        message: dict[str, Any] = json.loads(parts)
        return message


@contextmanager
def browsing(program: str, room: Path) -> Iterator[Browser | None]:
    """Start a Chromium that keeps its files in a folder, and end it; `None` if it does not start.

    One that does not answer is ended too, after some minutes.
    """
    # Root, as CI often is, has no sandbox to put it in.
    flags = [*_FLAGS, f"--user-data-dir={room}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    process = subprocess.Popen(
        ["/bin/sh", "-c", _PIPES, program, *flags],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    patience = Timer(_PATIENCE, process.kill)
    patience.start()
    try:
        yield _started(process)
    finally:
        patience.cancel()
        process.kill()
        process.wait()


def _started(process: subprocess.Popen[bytes]) -> Browser | None:
    try:
        return Browser(process)
    except (EndedError, BrokenPipeError):
        return None
