"""Authors hear what became of their words."""

from customerservice.events.reviews import ReviewReplied, ReviewShown, ReviewWithheld
from customerservice.models import Review
from microstore.core import sentences
from microstore.core.events import on
from microstore.messaging import services as messaging


def _tell(code: str, review_id: int, key: str, **more) -> None:
    row = Review.objects.select_related("customer__user", "product").get(pk=review_id)
    context = {"product": row.product.name, "reason": row.decision, "ground": sentences.word_of(row, "ground"), "slug": row.product.slug}
    messaging.send(code, to=row.customer, key=f"{code}:{row.pk}:{key}", channels=("inbox",), context={**context, **more})


def _moment(review_id: int, field: str) -> str:
    moment = Review.objects.values_list(field, flat=True).get(pk=review_id)
    return f"{moment:%Y%m%d%H%M%S%f}" if moment else ""


@on(ReviewShown)
def tell_shown(event: ReviewShown) -> None:
    _tell("review.shown", event.review_id, _moment(event.review_id, "decided_at"))


@on(ReviewWithheld)
def tell_withheld(event: ReviewWithheld) -> None:
    _tell("review.withheld", event.review_id, _moment(event.review_id, "decided_at"))


@on(ReviewReplied)
def tell_replied(event: ReviewReplied) -> None:
    text = Review.objects.values_list("reply", flat=True).get(pk=event.review_id)
    _tell("review.replied", event.review_id, _moment(event.review_id, "replied_at"), text=text)
