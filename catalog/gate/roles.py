"""Who confirms, reads certificates and decides about categories (duties D2, P14)."""
from microstore.core.declarations import Post, Role

ROLES = [
    Role(Post.PRODUCT_MANAGER, [
        "catalog.confirm_data", "catalog.record_certificate", "catalog.view_certificate", "catalog.view_categorychange"]),
    Role(Post.LISTING, ["catalog.confirm_data", "catalog.record_certificate", "catalog.view_certificate"]),
    Role(Post.QUALITY, ["catalog.record_certificate", "catalog.view_certificate"]),
    Role(Post.MARKETING_MANAGER, ["catalog.confirm_copy"]),
    Role(Post.MARKETING, ["catalog.confirm_copy"]),
    Role(Post.OPERATIONS, ["catalog.approve_category", "catalog.view_category", "catalog.view_categorychange"]),
    Role(Post.DIRECTOR, ["catalog.approve_category", "catalog.view_category", "catalog.view_categorychange", "catalog.view_certificate"]),
]
