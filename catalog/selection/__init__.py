"""What the market offers and what we take into the range: competitors, prices seen, surveys, proposals (duties P1 to P3, L12, M16)."""
