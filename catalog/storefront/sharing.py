"""What other programs are told of a product: the share card, the canonical address, structured data. Lawful facts alone:
no function, and no stars of buyers for goods whose advertising is reviewed (rule AD-12)."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe

from microstore.compliance.classes import ProductClass
from microstore.core.money import plain_yuan
from microstore.core.templatetags.pictures import address

STARS_MAY_BE_SAID = {ProductClass.ORDINARY_FOOD, ProductClass.COSMETIC, ProductClass.GENERAL, ProductClass.VIRTUAL}
UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def absolute(path: str) -> str:
    """An address that works outside this site."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL.rstrip('/')}{path}"


def head_of(slug: str, picture: str) -> dict[str, str]:
    return {"canonical": absolute(reverse("product", args=[slug])), "share_picture": absolute(address(picture, 640))}


def described(listing, revision) -> str:
    """The product as JSON-LD."""
    facts = {
        "@context": "https://schema.org", "@type": "Product", "name": listing.title, "sku": listing.sku.code if listing.sku else "",
        "image": [absolute(address(picture, 640)) for picture in revision.pictures[:3]], "description": listing.spec,
        "offers": {
            "@type": "Offer", "url": absolute(reverse("product", args=[listing.slug])), "priceCurrency": "CNY",
            "price": plain_yuan(listing.price_fen).replace(",", ""),
            "availability": f"https://schema.org/{'InStock' if listing.in_stock else 'OutOfStock'}",
            "seller": {"@type": "Organization", "name": listing.store.entity},
        },
    }  # fmt: skip
    if listing.brand:
        facts["brand"] = {"@type": "Brand", "name": listing.brand.name}
    if listing.review_count and listing.product_class in STARS_MAY_BE_SAID:
        facts["aggregateRating"] = {"@type": "AggregateRating", "ratingValue": listing.rating, "reviewCount": listing.review_count}
    return mark_safe(json.dumps(facts, ensure_ascii=False).translate(UNSAFE))  # noqa: S308 every character that could end the element is escaped
