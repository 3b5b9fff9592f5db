"""Documents that another program reads: pandoc, which is run and never linked to.

`pandoc` finds and runs it, `archives`, `rtf` and `written` look at what it is given, and `tree`
makes block tokens of what it answers.
"""
