"""Pages customers see of the catalogue."""
