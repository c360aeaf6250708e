"""From draft to live: two ticks, a second person, a moment; and what changed between two versions (duties D1 to D3)."""
