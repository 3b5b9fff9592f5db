"""What holds for all tests.

None is timed, for another program may need the computer just then; and what is started in a
terminal is told its size by that terminal, not by the one that the tests run in.
"""

from __future__ import annotations

import os

from hypothesis import settings

# Readline sets both for what runs below it, as the processes do in which tests are spread.
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)

settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")
