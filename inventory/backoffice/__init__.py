"""The pages of the warehouse's books."""

from inventory.backoffice import batches, hung, levels, movements, places, queues, receiving, returning, shortages

__all__ = ["batches", "hung", "levels", "movements", "places", "queues", "receiving", "returning", "shortages"]
