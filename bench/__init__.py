"""Measures the shop as ratios to a floor: a bare Django app on the same server, measured in the same run, in turns."""
