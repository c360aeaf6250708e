"""The nouns of product management."""
from catalog.models.category_change import CategoryChange, CategoryRedirect
from catalog.models.certificate import Certificate
from catalog.models.listing import Listing
from catalog.models.listing_check import ListingCheck
from catalog.models.master import Brand, Category, Supplier
from catalog.models.price import Price
from catalog.models.product import Product
from catalog.models.range import StoreRange
from catalog.models.revision import ProductRevision
from catalog.models.sku import Sku

__all__ = [
    "Brand", "Category", "CategoryChange", "CategoryRedirect", "Certificate", "Listing", "ListingCheck", "Price", "Product",
    "ProductRevision", "Sku", "StoreRange", "Supplier",
]
