"""The pages of the warehouse's books."""

from inventory.backoffice import batches, levels, movements, places, queues, receiving

__all__ = ["batches", "levels", "movements", "places", "queues", "receiving"]
