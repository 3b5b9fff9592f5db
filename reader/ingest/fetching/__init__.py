"""Fetching one page from the web: that page, from where it says it is, and nothing else."""

from reader.ingest.fetching.page import Fetched, FetchRules, fetch

__all__ = ["FetchRules", "Fetched", "fetch"]
