"""What holds for all tests: none is timed, for another program may need the computer just then."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")
