"""Tags to a REFI-QDA codebook, which other programs read as their codes."""

from __future__ import annotations

from reader.errors import MisuseError
from reader.formats.export import ByteSink, Export, Options
from reader.formats.losses import Losses
from reader.formats.qdc.codes import Codebook
from reader.formats.qdc.markup import DECLARATION, container

_ROOT = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Reader">'


def write(export: Export, sink: ByteSink, options: Options, losses: Losses) -> int:
    """Write the tags to `sink`, and give how many there were."""
    tags = [use.tag for use in export.tags()]
    if not tags:
        raise MisuseError("there is no tag to write", "a REFI-QDA codebook has at least one")
    codes = container("Codes", *Codebook(tags).written(losses))
    sink.write(f"{DECLARATION}{_ROOT}\n{codes}\n</CodeBook>\n".encode())
    return len(tags)
