"""Annotations as Markdown, as Obsidian and other notebooks have them."""
