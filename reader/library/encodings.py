"""Names of encodings, as they are told to and by people."""

from reader.ingest.decoding import known, said

__all__ = ["known", "said"]
