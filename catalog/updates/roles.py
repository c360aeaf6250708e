"""Who updates goods on the shelf, and who looks on."""

from microstore.core.declarations import Post, Role

SEE = ["catalog.view_productupdate"]
LOOKERS = (
    Post.DIRECTOR, Post.OPERATIONS, Post.LISTING, Post.PURCHASING, Post.MARKETING_MANAGER, Post.MARKETING, Post.DESIGNER, Post.SERVICE_LEAD,
    Post.SERVICE, Post.WAREHOUSE_LEAD)

ROLES = [
    Role(Post.PRODUCT_MANAGER, [*SEE, "catalog.add_productupdate", "catalog.change_productupdate"]),
    *(Role(post, SEE) for post in LOOKERS),
]
