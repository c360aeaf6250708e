"""Who keeps suppliers, who verifies their papers, who decides (duty P2, rule GS-01)."""
from microstore.core.declarations import Post, Role

SEE = ["catalog.view_supplier", "catalog.view_supplierlicence"]
KEEP = [*SEE, "catalog.add_supplierlicence", "catalog.change_supplierlicence", "catalog.propose_supplier"]
DECIDE = [*SEE, "catalog.verify_supplierlicence", "catalog.qualify_supplier"]

ROLES = [
    Role(Post.DIRECTOR, DECIDE),
    Role(Post.QUALITY, DECIDE),
    Role(Post.PRODUCT_MANAGER, [*KEEP, "catalog.verify_supplierlicence"]),
    Role(Post.PURCHASING, KEEP),
    Role(Post.LISTING, SEE),
    Role(Post.OPERATIONS, SEE),
    Role(Post.WAREHOUSE_LEAD, SEE),
    Role(Post.FINANCE, SEE),
]
