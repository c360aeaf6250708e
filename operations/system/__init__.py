"""The daily look at the system (duties O8 and X6): inside the house, and what it needs outside."""

from operations.system import inside, outside
from operations.system.registry import Point, Seen, label_of, look_at, points

__all__ = ["Point", "Seen", "inside", "label_of", "look_at", "outside", "points"]
