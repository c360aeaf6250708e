"""Who reads, answers and watches conversations and questions (duties C1 to C9)."""

from microstore.core.declarations import Post, Role

READ = ["customerservice.view_conversation", "customerservice.view_wait", "customerservice.view_question", "customerservice.view_script"]
DESK = [*READ, "customerservice.answer_conversation", "customerservice.answer_question"]
LEAD = [
    *DESK, "customerservice.watch_desk", "customerservice.add_script", "customerservice.change_script", "customerservice.approve_script",
]  # fmt: skip

ROLES = [
    Role(Post.SERVICE_LEAD, LEAD),
    Role(Post.SERVICE, [*DESK, "customerservice.add_script", "customerservice.change_script"]),
    Role(Post.DIRECTOR, [*READ, "customerservice.watch_desk", "customerservice.approve_script"]),
    Role(Post.OPERATIONS, [*READ, "customerservice.watch_desk"]),
    Role(Post.QUALITY, [*READ, "customerservice.approve_script"]),
    Role(Post.SALES, READ),
    Role(Post.PRODUCT_MANAGER, ["customerservice.view_question"]),
    Role(Post.PARTNER, DESK),
    Role(Post.SERVICE_LEAD, ["messaging.view_message"]),
    Role(Post.SERVICE, ["messaging.view_message"]),
]
