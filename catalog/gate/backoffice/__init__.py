"""The pages of the gate."""
from catalog.gate.backoffice import acts, categories, certificates, revisions

__all__ = ["acts", "categories", "certificates", "revisions"]
