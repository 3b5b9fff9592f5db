"""doccano: JSON Lines of texts with their labels, written and read."""
