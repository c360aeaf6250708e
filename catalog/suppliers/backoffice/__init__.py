"""The pages of suppliers."""
from catalog.suppliers.backoffice import acts, licences, suppliers, tallies

__all__ = ["acts", "licences", "suppliers", "tallies"]
