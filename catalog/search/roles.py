"""Who reads what customers search for, and who adds other words for it."""

from microstore.core.declarations import Post, Role

SEE = ["catalog.view_searchlog", "catalog.view_searchsynonym"]
KEEP = [*SEE, "catalog.add_searchsynonym", "catalog.delete_searchsynonym"]

ROLES = [
    *(Role(post, KEEP) for post in (Post.PRODUCT_MANAGER, Post.LISTING)),
    *(Role(post, SEE) for post in (Post.DIRECTOR, Post.OPERATIONS, Post.MARKETING_MANAGER, Post.MARKETING, Post.SERVICE_LEAD)),
]
