"""Who looks after duties, the morning and the system (duties O1, O4, O8)."""

from microstore.core.declarations import Post, Role

SEE = ["operations.view_dutyrow"]
HEAD = [*SEE, "operations.verify_duty", "operations.waive_duty"]
ALL = [*HEAD, "operations.view_every_duty"]
SYSTEM = ["operations.view_checkround", "operations.view_backup"]
HEADS = (
    Post.PRODUCT_MANAGER, Post.MARKETING_MANAGER, Post.SERVICE_LEAD, Post.WAREHOUSE_LEAD, Post.FINANCE, Post.QUALITY, Post.ADMINISTRATOR,
)  # fmt: skip

OPENING = ["operations.view_opening", "operations.view_storegoal", "operations.view_strategydecision"]
PLAN = [
    *OPENING, "operations.add_opening", "operations.change_opening", "operations.accept_opening", "operations.add_storegoal",
    "operations.add_strategydecision", "operations.change_strategydecision",
]  # fmt: skip
BUILDERS = (Post.PRODUCT_MANAGER, Post.LISTING, Post.DESIGNER, Post.MARKETING_MANAGER, Post.MARKETING, Post.QUALITY, Post.PARTNER)

ROLES = [
    Role(Post.DIRECTOR, [*ALL, *SYSTEM, "operations.open_morning"]),
    Role(Post.OPERATIONS, [*ALL, *SYSTEM, "operations.open_morning"]),
    Role(Post.HR, [*SEE, "operations.view_every_duty"]),
    *(Role(post, HEAD) for post in HEADS),
    Role(Post.ADMINISTRATOR, SYSTEM),
    Role(Post.MAINTAINER, [*SEE, *SYSTEM, "operations.sign_checkround", "operations.make_backup"]),
    *(Role(post, SEE) for post in Post if post not in (*HEADS, Post.DIRECTOR, Post.OPERATIONS, Post.HR, Post.MAINTAINER)),
    Role(Post.DIRECTOR, [*PLAN, "operations.approve_opening"]),
    Role(Post.OPERATIONS, PLAN),
    *(Role(post, OPENING) for post in BUILDERS),
]
