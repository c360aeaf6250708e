"""Who has texts scanned, who excuses a wording, who sees what had to leave the shop."""

from microstore.core.declarations import Post, Role

WRITES = ["compliance.scan_text"]
MENDS = [*WRITES, "compliance.view_stoppedtext", "compliance.change_stoppedtext", "compliance.view_exemption"]
EXCUSES = [*MENDS, "compliance.view_ruleset", "compliance.add_exemption", "compliance.change_exemption"]

ROLES = [
    Role(Post.QUALITY, EXCUSES),
    Role(Post.DIRECTOR, MENDS),
    Role(Post.OPERATIONS, MENDS),
    Role(Post.PRODUCT_MANAGER, MENDS),
    Role(Post.LISTING, MENDS),
    Role(Post.MARKETING_MANAGER, MENDS),
    Role(Post.MARKETING, MENDS),
    Role(Post.DESIGNER, MENDS),
    Role(Post.SERVICE_LEAD, MENDS),
    Role(Post.SERVICE, WRITES),
    Role(Post.PARTNER, WRITES),
]
