"""A database to query: articles, texts, tags and annotations in tables of their own."""
