"""The pages of the warehouse's books."""

from inventory.backoffice import (
    alerts,
    batches,
    costs,
    hung,
    levels,
    movements,
    places,
    queues,
    reach,
    receiving,
    replenishment,
    returning,
    shortages,
    tracing,
)

__all__ = [
    "alerts", "batches", "costs", "hung", "levels", "movements", "places", "queues", "reach", "receiving", "replenishment", "returning",
    "shortages", "tracing",
]  # fmt: skip
