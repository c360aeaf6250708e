"""The pages between the shelf and the door."""

from logistics.backoffice import acts, hung, printing, queues, shipments, today, walking

__all__ = ["acts", "hung", "printing", "queues", "shipments", "today", "walking"]
