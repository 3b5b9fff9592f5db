"""From the characters that a PDF draws to paragraphs: words, rows, columns, running heads."""
