"""The acts between the shelf and the door."""
