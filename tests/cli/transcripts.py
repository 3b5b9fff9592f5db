"""Running the program as a script does: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "import sys; from reader.cli import main; sys.exit(main())"]


@dataclass(frozen=True)
class Ran:
    """What one run gave."""

    code: int
    out: str
    err: str


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Give an environment in which only `folder` holds settings."""
    kept = {name: value for name, value in os.environ.items() if "READER" not in name}
    own = {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
    return kept | own | {"ARTICLE_READER_ANNOTATOR": "ann"} | more


def run(
    folder: Path,
    *arguments: str,
    environ: Mapping[str, str] | None = None,
    stdin: int | None = subprocess.DEVNULL,
) -> Ran:
    """Run `reader` with arguments in a folder."""
    ran = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(folder, **(environ or {})),
        capture_output=True,
        stdin=stdin,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())
