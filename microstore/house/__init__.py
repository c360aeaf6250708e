"""Housekeeping of the whole building: health pages, error pages, headers, static bundles. Imported by the roof alone."""
