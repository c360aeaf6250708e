"""Who watches the market, who proposes, who votes, who decides (duties P1 to P3, L12, M16)."""
from microstore.core.declarations import Post, Role

NOUNS = ("competitor", "competitorproduct", "priceobservation", "pricealarm", "marketsurvey")
SEE_MARKET = [f"catalog.view_{noun}" for noun in NOUNS]
WATCH = [
    *SEE_MARKET, "catalog.add_competitor", "catalog.change_competitor", "catalog.add_competitorproduct", "catalog.change_competitorproduct",
    "catalog.add_priceobservation",
]
SEE = ["catalog.view_selectionproposal"]
PROPOSE = [*SEE, "catalog.add_selectionproposal", "catalog.change_selectionproposal", "catalog.score_selectionproposal"]
VOTE = [*SEE, "catalog.vote_selectionproposal"]
ANSWER = ["catalog.answer_pricealarm", "catalog.confirm_marketsurvey"]

ROLES = [
    Role(Post.DIRECTOR, [*SEE_MARKET, *SEE, "catalog.decide_selectionproposal"]),
    Role(Post.OPERATIONS, [*WATCH, *VOTE]),
    Role(Post.PRODUCT_MANAGER, [*WATCH, *ANSWER, *PROPOSE, *VOTE]),
    Role(Post.LISTING, [*WATCH, *ANSWER, *PROPOSE, *VOTE]),
    Role(Post.PURCHASING, [*WATCH, *PROPOSE, *VOTE]),
    Role(Post.MARKETING_MANAGER, [*WATCH, *SEE, "catalog.judge_market"]),
    Role(Post.MARKETING, [*WATCH, *SEE]),
    Role(Post.SALES, [*WATCH, *SEE]),
    Role(Post.SERVICE_LEAD, [*SEE_MARKET, *VOTE]),
    Role(Post.SERVICE, VOTE),
    Role(Post.WAREHOUSE_LEAD, VOTE),
    Role(Post.QUALITY, SEE),
    Role(Post.FINANCE, SEE),
]
