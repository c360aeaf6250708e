"""Who may import lists."""

from microstore.core.declarations import Post, Role

ROLES = [
    Role(Post.PRODUCT_MANAGER, ["catalog.import_product", "catalog.import_price"]),
    Role(Post.LISTING, ["catalog.import_product"]),
]
