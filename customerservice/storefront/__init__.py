"""Where customers meet customer service."""
