"""Sentences and clauses of an extent of text: `splitting` has the rule, the rest what bends it."""

from reader.text.sentences.splitting import clauses, split

__all__ = ["clauses", "split"]
