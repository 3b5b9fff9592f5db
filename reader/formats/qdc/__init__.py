"""REFI-QDA's codebook, and what a project has in common with it: codes, GUIDs, XML."""
