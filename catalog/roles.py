"""Who may do what in product management (duties P1 to P15)."""
from catalog.gate import roles as gate
from catalog.imports import roles as imports
from catalog.search import roles as search
from catalog.selection import roles as selection
from catalog.shelf import roles as shelf
from catalog.suppliers import roles as suppliers
from catalog.updates import roles as updates
from microstore.core.declarations import Post, Role

SEE = ["catalog.view_product", "catalog.view_productrevision", "catalog.view_sku", "catalog.view_listing", "catalog.view_price"]
MASTER = [f"catalog.{verb}_{noun}" for noun in ("category", "brand", "supplier") for verb in ("view", "add", "change")]
WRITE = [
    "catalog.add_product", "catalog.change_product", "catalog.submit_product", "catalog.list_product", "catalog.delist_product",
    "catalog.add_sku", "catalog.change_sku", "catalog.set_price", "compliance.view_ruleset", "catalog.view_listingcheck",
    "catalog.settle_listingcheck", "catalog.view_pricechange",
]
AGREE = ["catalog.view_pricechange", "catalog.approve_price"]
JUDGE = ["catalog.approve_product", "catalog.delist_product", "compliance.view_ruleset", "catalog.view_listingcheck"]

ROLES = [
    Role(Post.DIRECTOR, [*SEE, *JUDGE, *AGREE, "catalog.approve_price_floor", "catalog.view_supplier"]),
    Role(Post.OPERATIONS, [*SEE, *JUDGE, "catalog.view_pricechange"]),
    Role(Post.PRODUCT_MANAGER, [
        *SEE, *MASTER, *WRITE, *AGREE, "catalog.set_floor", "catalog.add_suggestedprice", "catalog.approve_product"]),
    Role(Post.LISTING, [*SEE, *WRITE, "catalog.view_category", "catalog.view_brand", "catalog.view_supplier"]),
    Role(Post.PURCHASING, [*SEE, "catalog.view_supplier", "catalog.add_supplier", "catalog.change_supplier"]),
    Role(Post.MARKETING_MANAGER, [*SEE, "compliance.view_ruleset"]),
    Role(Post.MARKETING, [*SEE, "compliance.view_ruleset"]),
    Role(Post.DESIGNER, [*SEE, "catalog.change_product", "compliance.view_ruleset"]),
    Role(Post.QUALITY, [*SEE, "catalog.approve_product", "catalog.delist_product", "catalog.view_supplier", "compliance.view_ruleset"]),
    Role(Post.SERVICE_LEAD, [*SEE, "compliance.view_ruleset"]),
    Role(Post.SERVICE, SEE),
    Role(Post.SALES, SEE),
    Role(Post.WAREHOUSE_LEAD, [*SEE, "catalog.view_supplier"]),
    Role(Post.SHIPPER, ["catalog.view_product", "catalog.view_sku"]),
    Role(Post.FINANCE, [*SEE, "catalog.view_pricechange", "catalog.approve_price_cost", "catalog.view_supplier"]),
    Role(Post.PARTNER, ["catalog.view_product", "catalog.view_listing"]),
    *gate.ROLES,
    *imports.ROLES,
    *search.ROLES,
    *selection.ROLES,
    *shelf.ROLES,
    *suppliers.ROLES,
    *updates.ROLES,
]
