"""Who writes and who publishes health reading (duties M9, L18)."""

from microstore.core.declarations import Post, Role

WRITE = [f"customerservice.{verb}_article" for verb in ("view", "add", "change")]
APPROVE = ["customerservice.view_article", "customerservice.approve_article"]

ROLES = [
    Role(Post.SERVICE_LEAD, WRITE),
    Role(Post.SERVICE, WRITE),
    Role(Post.MARKETING, WRITE),
    Role(Post.MARKETING_MANAGER, ["customerservice.view_article"]),
    Role(Post.QUALITY, APPROVE),
    Role(Post.DIRECTOR, APPROVE),
]
