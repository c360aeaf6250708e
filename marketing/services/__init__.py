"""The acts of the marketing department."""
