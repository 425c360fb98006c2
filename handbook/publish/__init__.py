"""What goes out: the MkDocs plugin and its parts."""
