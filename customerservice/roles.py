"""What customer service may read of its customers (duties C1 to C9)."""

from customerservice.aftersale_roles import ROLES as AFTERSALE_ROLES
from microstore.core.declarations import Post, Role

ROLES = [
    *AFTERSALE_ROLES,
    Role(Post.SERVICE_LEAD, ["messaging.view_message"]),
    Role(Post.SERVICE, ["messaging.view_message"]),
]
