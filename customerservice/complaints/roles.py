"""Who may do what with complaints (duties L15, C14 to C16, C21)."""

from microstore.core.declarations import Post, Role

SEE = ["customerservice.view_complaint", "customerservice.view_measure", "customerservice.view_inquiry"]
HANDLE = [*SEE, "customerservice.handle_complaint", "customerservice.answer_inquiry", "customerservice.reveal_complaint"]
LEAD = [*HANDLE, "customerservice.lead_complaint", "customerservice.view_breach"]
ASKED = ["customerservice.answer_inquiry", "customerservice.view_measure"]

ROLES = [
    Role(Post.SERVICE, HANDLE),
    Role(Post.SERVICE_LEAD, LEAD),
    Role(Post.DIRECTOR, [*LEAD, "customerservice.approve_compensation"]),
    Role(Post.OPERATIONS, [*LEAD, "customerservice.approve_compensation"]),
    Role(Post.QUALITY, [*SEE, "customerservice.answer_inquiry", "customerservice.view_breach"]),
    Role(Post.SALES, [*SEE, "customerservice.answer_inquiry"]),
    Role(Post.PARTNER, [*SEE, "customerservice.handle_complaint", "customerservice.answer_inquiry"]),
    *(
        Role(post, ASKED)
        for post in (
            Post.PRODUCT_MANAGER, Post.LISTING, Post.PURCHASING, Post.MARKETING_MANAGER, Post.MARKETING, Post.WAREHOUSE_LEAD, Post.SHIPPER,
            Post.LOGISTICS, Post.FINANCE,
        )
    ),
    *(Role(post, ["customerservice.answer_inquiry"]) for post in (Post.DESIGNER, Post.HR, Post.MAINTAINER, Post.ADMINISTRATOR)),
]  # fmt: skip
