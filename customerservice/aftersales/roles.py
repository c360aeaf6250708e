"""Who may read and decide after-sale cases (duties C11 to C13, P13)."""

from microstore.core.declarations import Post, Role

CASES = "customerservice.view_aftersalecase"

ROLES = [
    Role(Post.SERVICE_LEAD, [CASES, "customerservice.decide_aftersale", "customerservice.approve_large_refund"]),
    Role(Post.SERVICE, [CASES, "customerservice.decide_aftersale"]),
    Role(Post.DIRECTOR, [CASES, "customerservice.approve_large_refund"]),
    Role(Post.OPERATIONS, [CASES, "customerservice.approve_large_refund"]),
    Role(Post.FINANCE, [CASES, "customerservice.approve_large_refund"]),
    Role(Post.PRODUCT_MANAGER, [CASES]),
    Role(Post.WAREHOUSE_LEAD, [CASES]),
    Role(Post.QUALITY, [CASES]),
    Role(Post.PARTNER, [CASES]),
]
