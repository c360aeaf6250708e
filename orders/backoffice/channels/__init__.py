"""The pages of the channels."""

from orders.backoffice.channels import channels, comparisons, files, mappings, orders, totals

__all__ = ["channels", "comparisons", "files", "mappings", "orders", "totals"]
