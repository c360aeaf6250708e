"""Who reads the log of messages and who changes their words."""

from microstore.core.declarations import Post, Role

READ = ["messaging.view_message", "messaging.view_template"]
WRITE = [*READ, "messaging.change_template"]

ROLES = [
    Role(Post.SERVICE_LEAD, [*WRITE, "messaging.resend_message"]),
    Role(Post.SERVICE, ["messaging.view_message"]),
    Role(Post.MARKETING_MANAGER, WRITE),
    Role(Post.OPERATIONS, READ),
    Role(Post.DIRECTOR, READ),
    Role(Post.MAINTAINER, [*READ, "messaging.resend_message"]),
    Role(Post.ADMINISTRATOR, WRITE),
]
