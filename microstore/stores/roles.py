"""Who may do what with stores (mission part A.0; opening is the director's act)."""

from microstore.core.declarations import Post, Role

SEE = ["stores.view_store"]
SEE_PAPERS = [*SEE, "stores.view_licence"]
KEEP_PAPERS = [*SEE_PAPERS, "stores.add_licence", "stores.change_licence"]
PAGES = ["stores.view_page", "stores.change_page"]
PUBLISH = [*PAGES, "stores.publish_page"]

ROLES = [
    Role(Post.DIRECTOR, [*KEEP_PAPERS, *PUBLISH, "stores.add_store", "stores.change_store", "stores.open_store", "stores.delete_licence"]),
    Role(Post.OPERATIONS, [*KEEP_PAPERS, *PUBLISH, "stores.add_store", "stores.change_store"]),
    Role(Post.QUALITY, [*KEEP_PAPERS, "stores.delete_licence"]),
    Role(Post.MARKETING_MANAGER, [*SEE, *PUBLISH]),
    Role(Post.MARKETING, [*SEE, *PAGES]),
    Role(Post.DESIGNER, [*SEE, *PAGES]),
    Role(Post.PARTNER, [*SEE_PAPERS, *PAGES]),
    Role(Post.LISTING, SEE),
    Role(Post.PRODUCT_MANAGER, SEE),
    Role(Post.SERVICE_LEAD, SEE),
    Role(Post.SERVICE, SEE),
    Role(Post.HR, SEE),
    Role(
        Post.ADMINISTRATOR,
        [*SEE_PAPERS, "stores.view_page", "stores.view_pagerevision", "stores.view_storestaff", "stores.view_storecustomer"],
    ),
]
