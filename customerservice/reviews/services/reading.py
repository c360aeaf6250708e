"""What a review says: which words make a person look at it first, and in which sentence they stand."""

from customerservice.models import Review
from customerservice.services.conversations import reading

# words that bind who advertises, not who tells of what they bought: "the best" is a buyer's opinion
ADVERTISERS_ALONE = frozenset({
    "absolute", "comparison", "endorsement", "timing", "necessity", "false_promo", "fake_sales", "citation", "patent", "label", "safety",
})  # fmt: skip
MEDICAL = frozenset({"medical", "function", "guarantee", "drug_ad", "rx"})
ABUSE = frozenset({"vulgar"})


def hits_of(text: str, product) -> list[dict]:
    """Hits a moderator has to judge, whatever the number of stars."""
    return [
        hit for hit in reading.read(text, product).hits_as_json() if hit["level"] != "pass" and hit["category"] not in ADVERTISERS_ALONE
    ]


def ground_of(hit: dict) -> str:
    ground = Review.Ground
    return ground.MEDICAL if hit["category"] in MEDICAL else ground.ABUSE if hit["category"] in ABUSE else ground.UNLAWFUL


def suggested(review: Review) -> dict[str, str]:
    """Sentence → ground, for the sentences with a hit."""
    found, start = {}, 0
    for place, sentence in enumerate(review.sentences):
        end = start + len(sentence)
        inside = [hit for hit in review.hits if hit["start"] < end and hit["end"] > start]
        if inside:
            found[str(place)] = ground_of(inside[0])
        start = end
    return found


def masked(text: str) -> str:
    """Phones and other long numbers hidden."""
    return reading.masked(text)
