"""A linear-chain tagger over hashed features, in NumPy: words and names share it."""
