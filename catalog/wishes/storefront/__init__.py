"""Pages of wishes that customers see."""
