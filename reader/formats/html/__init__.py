"""One page of HTML that needs nothing else: to read, to filter by tag, to print, to pass on."""
