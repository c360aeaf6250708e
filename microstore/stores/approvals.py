"""What stores ask others to allow."""

from microstore.stores.publishing import approvals

__all__ = ["approvals"]
