"""Acts on conversations and on questions about products."""
