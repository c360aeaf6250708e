"""Who may do what with stock (duties P7 to P11, W1, W7, W8)."""

from microstore.core.declarations import Post, Role

SEE = [f"inventory.view_{noun}" for noun in ("stock", "batch", "movement", "warehouse", "bin", "receipt", "return", "stockalert")]

ROLES = [
    Role(
        Post.DIRECTOR,
        [*SEE, "inventory.change_storewarehouse", "inventory.hold_batch", "inventory.release_batch", "inventory.approve_destruction"],
    ),
    Role(Post.OPERATIONS, [*SEE, "inventory.change_storewarehouse"]),
    Role(
        Post.PRODUCT_MANAGER,
        [
            *SEE,
            "inventory.add_receipt",
            "inventory.set_cost",
            "inventory.hold_batch",
            "inventory.change_stockrule",
            "inventory.change_stocklevel",
        ],
    ),
    Role(Post.LISTING, ["inventory.view_stock", "inventory.view_batch"]),
    Role(Post.PURCHASING, [*SEE, "inventory.add_receipt", "inventory.set_cost", "inventory.answer_alert", "inventory.order_stock"]),
    Role(
        Post.WAREHOUSE_LEAD,
        [
            *SEE,
            "inventory.answer_alert",
            "inventory.add_receipt",
            "inventory.receive_receipt",
            "inventory.receive_return",
            "inventory.approve_destruction",
            "inventory.inspect_batch",
            "inventory.release_batch",
            "inventory.hold_batch",
            "inventory.add_warehouse",
            "inventory.change_warehouse",
            "inventory.add_bin",
            "inventory.change_bin",
        ],
    ),
    Role(Post.SHIPPER, [*SEE, "inventory.receive_receipt", "inventory.receive_return"]),
    Role(Post.LOGISTICS, ["inventory.view_stock", "inventory.view_warehouse"]),
    Role(Post.QUALITY, [*SEE, "inventory.inspect_batch", "inventory.hold_batch", "inventory.release_batch", "inventory.decide_return"]),
    Role(Post.SERVICE_LEAD, ["inventory.view_stock", "inventory.view_batch", "inventory.view_return"]),
    Role(Post.SERVICE, ["inventory.view_stock", "inventory.view_return"]),
    Role(Post.FINANCE, ["inventory.view_stock", "inventory.view_movement", "inventory.view_receipt", "inventory.set_cost"]),
]
