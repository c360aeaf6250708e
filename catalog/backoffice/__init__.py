"""The pages of product management."""
from catalog import library
from catalog.backoffice import acts, listing_checks, master, prices, products, ranges, shelves, skus
from catalog.backoffice.products import ProductDetail, ProductList
from catalog.bundles import backoffice as bundles
from catalog.gate import backoffice as gate
from catalog.imports import backoffice as imports
from catalog.imports import exporting
from catalog.readings import backoffice as readings
from catalog.search import backoffice as searches
from catalog.selection import backoffice as selection
from catalog.shelf import backoffice as shelf
from catalog.suppliers import backoffice as suppliers
from catalog.updates import backoffice as updates

__all__ = [
    "ProductDetail", "ProductList", "acts", "bundles", "exporting", "gate", "imports", "library", "readings",
    "listing_checks", "master", "prices", "products", "ranges", "searches", "shelves",
    "shelf", "skus", "selection", "suppliers", "updates",
]
