"""Who reads and moderates reviews (rules EC-10, EC-12)."""

from microstore.core.declarations import Post, Role

READ, MODERATE = ["customerservice.view_review"], ["customerservice.view_review", "customerservice.moderate_review"]

ROLES = [
    Role(Post.SERVICE_LEAD, MODERATE),
    Role(Post.SERVICE, MODERATE),
    Role(Post.PARTNER, MODERATE),
    Role(Post.DIRECTOR, READ),
    Role(Post.OPERATIONS, READ),
    Role(Post.PRODUCT_MANAGER, READ),
    Role(Post.QUALITY, READ),
]
