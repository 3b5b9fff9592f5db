"""What changes of tags will reach, in words for both faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.counting import plural

if TYPE_CHECKING:
    from reader.library.tagging.effects import Effect


def of_deleting(effect: Effect) -> str:
    """Say what deleting a tag will reach."""
    parts = [plural(effect.passages, "passage")]
    if effect.notes:
        parts.append(f"{effect.notes:,} with a note")
    if effect.bare:
        parts.append(f"{effect.bare:,} left without a tag")
    if effect.below:
        parts.append(f"{plural(effect.below, 'tag')} below")
    return ", ".join(parts)


def of_merging(effect: Effect) -> str:
    """Say what merging tags will reach."""
    parts = [plural(effect.passages, "passage")]
    if effect.both:
        parts.append(f"{effect.both:,} of them {'has' if effect.both == 1 else 'have'} both")
    if effect.below:
        parts.append(
            f"{plural(effect.below, 'tag')} below {'goes' if effect.below == 1 else 'go'} along"
        )
    return ", ".join(parts)
