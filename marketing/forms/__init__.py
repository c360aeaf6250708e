"""Input shapes of the marketing department."""
