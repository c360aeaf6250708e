"""What each post may do around promotions, coupons, campaigns and plans (duties M1 to M20, L4, L5, O6, O10)."""

from microstore.core.declarations import Post, Role

OFFERS = ["marketing.view_promotion", "marketing.view_couponkind"]
SEE = ["marketing.view_campaign", *OFFERS]
TAKE_PART = [*SEE, "marketing.acknowledge_campaign"]
DRAFT = [
    *TAKE_PART,
    "marketing.add_campaign",
    "marketing.change_campaign",
    "marketing.view_marketingplan",
    "marketing.change_marketingplan",
    *(f"marketing.{act}_{noun}" for act in ("add", "change") for noun in ("promotion", "couponkind")),
    "marketing.view_coupon",
]

ROLES = [
    Role(
        Post.MARKETING_MANAGER,
        [
            "messaging.view_template",
            "stores.view_page",
            *DRAFT,
            "marketing.submit_campaign",
            "marketing.confirm_campaign",
            "marketing.run_campaign",
            "marketing.evaluate_campaign",
            "marketing.add_marketingplan",
            "marketing.void_coupon",
        ],
    ),
    Role(Post.MARKETING, ["stores.view_page", *DRAFT]),
    Role(
        Post.OPERATIONS,
        [
            *TAKE_PART,
            "marketing.approve_campaign",
            "marketing.run_campaign",
            "marketing.view_marketingplan",
            "marketing.approve_marketingplan",
        ],
    ),
    Role(
        Post.DIRECTOR,
        [
            *TAKE_PART,
            "marketing.approve_campaign",
            "marketing.approve_large_campaign",
            "marketing.override_campaign",
            "marketing.run_campaign",
            "marketing.view_marketingplan",
            "marketing.approve_marketingplan",
        ],
    ),
    Role(Post.SALES, [*TAKE_PART, "marketing.confirm_campaign", "marketing.view_marketingplan"]),
    Role(Post.QUALITY, [*SEE, "marketing.read_campaign"]),
    *(
        Role(post, TAKE_PART)
        for post in (
            Post.PRODUCT_MANAGER,
            Post.LISTING,
            Post.PURCHASING,
            Post.DESIGNER,
            Post.SERVICE_LEAD,
            Post.SERVICE,
            Post.WAREHOUSE_LEAD,
            Post.SHIPPER,
            Post.LOGISTICS,
            Post.FINANCE,
        )
    ),
    Role(Post.PARTNER, SEE),
    *(Role(post, ["marketing.view_coupon"]) for post in (Post.OPERATIONS, Post.DIRECTOR, Post.SERVICE_LEAD, Post.SERVICE)),
]
