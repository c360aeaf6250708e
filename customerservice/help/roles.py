"""Who writes and who publishes the help centre (duties C11, L7)."""

from microstore.core.declarations import Post, Role

WRITE = [f"customerservice.{verb}_helpentry" for verb in ("view", "add", "change")]
APPROVE = ["customerservice.view_helpentry", "customerservice.approve_helpentry"]

ROLES = [
    Role(Post.SERVICE_LEAD, [*WRITE, "customerservice.approve_helpentry"]),
    Role(Post.SERVICE, WRITE),
    Role(Post.OPERATIONS, APPROVE),
    Role(Post.QUALITY, APPROVE),
    Role(Post.DIRECTOR, APPROVE),
]
