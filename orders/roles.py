"""Who may do what with orders and money (duties C5 to C7; refunds are finance's)."""

from microstore.core.declarations import Post, Role

SEE = ["orders.view_order", "orders.view_orderline"]
MONEY = ["orders.view_payment", "orders.view_refund", "orders.view_ledgerentry"]
REVIEW = ["orders.review_order", "orders.hold_order", "orders.correct_order", "orders.cancel_order", "orders.reveal_order"]
BLOCK = [f"orders.{verb}_customerblock" for verb in ("view", "add", "change")]
FREIGHT = [f"orders.{verb}_freightrule" for verb in ("view", "add", "change", "delete")]
CHANNEL_ROWS = ("channel", "channelorder", "skumapping", "reconciliation")
CHANNELS = [*(f"orders.view_{name}" for name in CHANNEL_ROWS), "orders.work_channel", "orders.map_channel", "orders.import_channel"]

ROLES = [
    Role(Post.DIRECTOR, [*CHANNELS, "orders.add_channel", "orders.change_channel", *SEE, *MONEY, *REVIEW, *FREIGHT, "orders.export_order"]),
    Role(
        Post.OPERATIONS, [*CHANNELS, "orders.add_channel", "orders.change_channel", *SEE, *MONEY, *REVIEW, *FREIGHT, "orders.export_order"]
    ),
    Role(Post.SERVICE_LEAD, [*SEE, *REVIEW, "orders.view_payment", "orders.view_refund", "orders.export_order"]),
    *(Role(post, BLOCK) for post in (Post.DIRECTOR, Post.OPERATIONS, Post.SERVICE_LEAD)),
    Role(Post.SERVICE, BLOCK[:1]),
    Role(Post.SERVICE, [*SEE, *REVIEW, "orders.view_payment", "orders.view_refund"]),
    Role(Post.LISTING, CHANNELS),
    Role(Post.MAINTAINER, [f"orders.view_{name}" for name in CHANNEL_ROWS]),
    Role(Post.SALES, SEE),
    Role(Post.MARKETING_MANAGER, SEE),
    Role(Post.WAREHOUSE_LEAD, [*SEE, "orders.reveal_order"]),
    Role(Post.SHIPPER, [*SEE, "orders.reveal_order"]),
    Role(Post.LOGISTICS, [*SEE, "orders.reveal_order"]),
    Role(Post.QUALITY, SEE),
    Role(Post.FINANCE, [*SEE, *MONEY, "orders.settle_payment", "orders.retry_refund", "orders.export_order"]),
    Role(Post.PARTNER, [*SEE, "orders.review_order", "orders.hold_order"]),
]
