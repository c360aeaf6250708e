"""The pages between the shelf and the door."""

from logistics.backoffice import acts, printing, queues, shipments, today, walking

__all__ = ["acts", "printing", "queues", "shipments", "today", "walking"]
