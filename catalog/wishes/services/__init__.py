"""Acts on wishes."""
