"""What marketing may read (duties M1 to M8)."""

from microstore.core.declarations import Post, Role

ROLES = [
    Role(Post.MARKETING_MANAGER, ["messaging.view_template", "stores.view_page"]),
    Role(Post.MARKETING, ["stores.view_page"]),
]
