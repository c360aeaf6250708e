"""Who may do what with parcels (duties W1 to W6)."""

from microstore.core.declarations import Post, Role

WORK = [
    "logistics.view_shipment",
    "logistics.pick_shipment",
    "logistics.check_shipment",
    "logistics.ship_shipment",
    "logistics.print_shipment",
]

ROLES = [
    Role(Post.DIRECTOR, ["logistics.view_shipment"]),
    Role(Post.OPERATIONS, ["logistics.view_shipment"]),
    Role(Post.WAREHOUSE_LEAD, WORK),
    Role(Post.SHIPPER, WORK),
    Role(Post.LOGISTICS, ["logistics.view_shipment", "logistics.ship_shipment", "logistics.print_shipment"]),
    Role(Post.QUALITY, ["logistics.view_shipment", "logistics.check_shipment"]),
    Role(Post.SERVICE_LEAD, ["logistics.view_shipment"]),
    Role(Post.SERVICE, ["logistics.view_shipment"]),
    Role(Post.PARTNER, ["logistics.view_shipment"]),
]
