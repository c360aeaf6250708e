"""Who may do what with people (mission part A.0)."""

from microstore.core.declarations import Post, Role

SEE_STAFF = ["accounts.view_staff"]
HIRE = [*SEE_STAFF, "accounts.hire_staff"]
SEE_CUSTOMERS = ["accounts.view_customer"]
PRIVACY = ["accounts.view_privacyrequest", "accounts.handle_privacyrequest"]
LOOKS = ["accounts.view_reveals"]
REVEAL = [*SEE_CUSTOMERS, "accounts.reveal_customer"]

ROLES = [
    Role(Post.ADMINISTRATOR, [
        *HIRE, *SEE_CUSTOMERS, "accounts.view_user", "accounts.change_user", "accounts.view_address", "accounts.view_consent",
        "accounts.view_signincode", "accounts.change_staff", "auth.view_group", *PRIVACY, *LOOKS,
    ]),
    Role(Post.HR, HIRE),
    Role(Post.MAINTAINER, SEE_STAFF),
    Role(Post.DIRECTOR, [*SEE_STAFF, *SEE_CUSTOMERS, *PRIVACY, *LOOKS]),
    Role(Post.OPERATIONS, [*SEE_STAFF, *SEE_CUSTOMERS]),
    Role(Post.SERVICE_LEAD, [*REVEAL, *PRIVACY]),
    Role(Post.SERVICE, REVEAL),
    Role(Post.WAREHOUSE_LEAD, REVEAL),
    Role(Post.SHIPPER, REVEAL),
    Role(Post.LOGISTICS, REVEAL),
    Role(Post.FINANCE, SEE_CUSTOMERS),
    Role(Post.MARKETING_MANAGER, SEE_CUSTOMERS),
    Role(Post.SALES, SEE_CUSTOMERS),
    Role(Post.PARTNER, SEE_CUSTOMERS),
]  # fmt: skip
