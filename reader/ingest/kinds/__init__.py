"""What each kind of file is as an article, one module a kind.

Every module has one function for the rest of the house, `understand(file)`, which gives what a
file's bytes are as an article. It imports what it needs when it is called.
"""
