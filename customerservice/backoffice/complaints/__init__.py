"""Complaints in the back office."""

from customerservice.backoffice.complaints import acts, causes, lists, queue

__all__ = ["acts", "causes", "lists", "queue"]
