"""Web pages as articles: parsed, walked as a reader sees them, their main text told apart.

`trees` makes a tree of a page's text, `flow` walks it and gives its paragraphs, headings, lists
and tables as units, `main_text` asks trafilatura which of them are the article, `writing` writes
units as Markdown, and `about` gathers what a page says of itself. What trafilatura finds decides
what is kept, never how it reads: the words are always those of the page.
"""
