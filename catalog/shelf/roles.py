"""Who keeps the shelf."""

from microstore.core.declarations import Post, Role

SEE = ["catalog.view_removal", "catalog.view_tuningtask"]
TUNE = [*SEE, "catalog.end_tuningtask", "catalog.change_substitute"]

ROLES = [
    Role(Post.PRODUCT_MANAGER, [*TUNE, "catalog.add_removal"]),
    Role(Post.LISTING, [*TUNE, "catalog.add_removal"]),
    Role(Post.OPERATIONS, SEE),
    Role(Post.DIRECTOR, SEE),
    Role(Post.QUALITY, ["catalog.view_removal"]),
    Role(Post.MARKETING_MANAGER, ["catalog.view_tuningtask"]),
    Role(Post.SERVICE_LEAD, ["catalog.view_removal"]),
]
