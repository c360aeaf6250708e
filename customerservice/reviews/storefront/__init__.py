"""Pages of reviews that customers see."""
