"""Data files that ship with the package, and their origin (see the head of each file)."""
