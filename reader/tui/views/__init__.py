"""What takes the place of the panes for a while: passages, tags, help, export."""
