"""Two or more documents side by side."""
