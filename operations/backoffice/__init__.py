"""Pages of the operations centre."""

from operations.backoffice import numbers

__all__ = ["numbers"]
