"""Who looks after the house itself: news that failed, and jobs of others."""

from microstore.core.declarations import Post, Role

WATCH = [
    "core.retry_delivery",
    "core.view_delivery",
    "core.view_event",
    "core.view_job",
    "core.change_job",
    "core.view_export",
    "core.view_run",
    "core.start_run",
    "core.view_normvalue",
]
DECIDE = ["core.change_norm"]

ROLES = [Role(Post.MAINTAINER, WATCH), Role(Post.ADMINISTRATOR, WATCH + DECIDE), Role(Post.DIRECTOR, WATCH + DECIDE)]
