"""Who may do what with stores (mission part A.0; opening is the director's act)."""

from microstore.core.declarations import Post, Role

SEE = ["stores.view_store"]
SEE_PAPERS = [*SEE, "stores.view_licence"]
KEEP_PAPERS = [*SEE_PAPERS, "stores.add_licence", "stores.change_licence"]
READ_PAGES = ["stores.view_page"]
DATA = [*READ_PAGES, "stores.confirm_page_data"]
COPY = ["stores.confirm_page_copy"]
SEE_ASSETS = ["stores.view_asset", "stores.view_designrequest"]
ASK = [*SEE_ASSETS, "stores.add_asset", "stores.add_designrequest"]
KEEP_ASSETS = [*ASK, "stores.change_asset", "stores.replace_asset"]
LEAD_DESIGN = ["stores.change_designrequest", "stores.approve_designrequest"]
PAGES = [*READ_PAGES, "stores.change_page"]
PUBLISH = [*PAGES, "stores.publish_page"]

ROLES = [
    *(Role(post, ["stores.view_sharecode"]) for post in (Post.DIRECTOR, Post.OPERATIONS, Post.MARKETING_MANAGER)),
    Role(
        Post.DIRECTOR,
        [
            *KEEP_PAPERS, *PUBLISH, *ASK, *LEAD_DESIGN, "stores.add_store", "stores.change_store", "stores.open_store",
            "stores.delete_licence",
        ],  # fmt: skip
    ),
    Role(Post.OPERATIONS, [*KEEP_PAPERS, *PUBLISH, *ASK, "stores.add_store", "stores.change_store"]),
    Role(Post.QUALITY, [*KEEP_PAPERS, "stores.delete_licence"]),
    Role(Post.MARKETING_MANAGER, [*SEE, *PUBLISH, *COPY, *KEEP_ASSETS, *LEAD_DESIGN]),
    Role(Post.MARKETING, [*SEE, *PAGES, *COPY, *ASK]),
    Role(Post.DESIGNER, [*SEE, *PAGES, *KEEP_ASSETS, "stores.change_designrequest", "stores.take_designrequest"]),
    Role(Post.PARTNER, [*SEE_PAPERS, *PAGES, "stores.view_asset", "stores.add_asset"]),
    Role(Post.LISTING, [*SEE, *DATA, *ASK]),
    Role(Post.PRODUCT_MANAGER, [*SEE, *DATA, *ASK]),
    Role(Post.SERVICE_LEAD, SEE),
    Role(Post.SERVICE, SEE),
    Role(Post.HR, SEE),
    Role(
        Post.ADMINISTRATOR,
        [*SEE_PAPERS, "stores.view_page", "stores.view_pagerevision", "stores.view_storestaff", "stores.view_storecustomer"],
    ),
]
