"""JSON Lines: all that is known of articles, texts, tags and annotations, to come back whole."""
