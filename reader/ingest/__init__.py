"""Files to articles: finding them, reading them safely, and what they say of themselves."""
