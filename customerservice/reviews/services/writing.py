"""A buyer writes a review: once per line, after delivery, shown at once unless the law or a picture wants a look first."""

from dataclasses import dataclass

from django.db import transaction

from customerservice import norms
from customerservice.events.reviews import ReviewWritten
from customerservice.models import Review
from customerservice.reviews.services import reading, totals
from microstore.accounts import masking
from microstore.accounts.models import Staff
from microstore.core import clock, files
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.models import StoredFile
from microstore.core.sentences import gettext as _
from orders.models import FulfilmentState, OrderLine, PaymentState

RECEIVED = (FulfilmentState.DELIVERED, FulfilmentState.COMPLETED)
PAID = (PaymentState.PAID, PaymentState.REFUNDING, PaymentState.REFUNDED)


@dataclass(frozen=True)
class Words:
    """What the form holds. ``is_named`` shows the masked nickname; otherwise nothing of the name is shown."""

    stars: int
    text: str = ""
    is_named: bool = False
    pictures: tuple[StoredFile, ...] = ()


@transaction.atomic
def write(line: OrderLine, words: Words, *, customer) -> Review:
    """The same line twice is one review. Refuses other people's lines, colleagues, goods not received, and what came too long ago."""
    line = locked(OrderLine.objects.filter(pk=line.pk)).select_related("order__store", "sku__product__live_revision").get()
    if known := Review.objects.filter(order_line=line).first():
        return known
    _require(line, words, customer)
    text, product = words.text.replace("\x00", "").strip()[:1000], line.sku.product
    hits = reading.hits_of(text, product) if text else []
    held, now = bool(hits or words.pictures), clock.now()
    row = Review.objects.create(
        order_line=line, store=line.order.store, product=product, customer=customer, stars=words.stars, text=text, hits=hits,
        shown_name=masking.name(customer.nickname)[:20] if words.is_named else "",
        pictures=[files.reference(picture) for picture in words.pictures], has_pictures=bool(words.pictures), written_at=now,
        state=Review.State.HELD if held else Review.State.PUBLISHED, due_at=now + norms.REVIEW_LOOK.span if held else None,
    )  # fmt: skip
    publish(ReviewWritten(row.pk, held), about=row, by=customer.user)
    if not held:
        totals.push(row)
    return row


def _require(line: OrderLine, words: Words, customer) -> None:
    if line.order.customer_id != customer.pk:
        raise Refused(_("Only who bought it can review it."))
    if customer.user.is_staff or Staff.objects.filter(user__phone=customer.phone).exists():
        raise Refused(_("Colleagues do not review goods of the shop (rule EC-12)."))
    if line.order.fulfilment_state not in RECEIVED or line.order.payment_state not in PAID:
        raise Refused(_("Goods can be reviewed once they have arrived."))
    if (line.order.delivered_at or line.order.placed_at) < clock.now() - norms.REVIEW_WINDOW.span:
        raise Refused(_("The time to review these goods is over."))
    if words.stars not in range(1, 6):
        raise Refused(_("Choose one to five stars."))
    if len(words.pictures) > norms.REVIEW_PICTURES.value:
        raise Refused(_("At most %(most)d pictures.") % {"most": norms.REVIEW_PICTURES.value})


def open_lines(customer, lines=None):
    """Lines the customer may review now, newest order first; ``lines`` narrows them."""
    rows = OrderLine.objects.all() if lines is None else lines
    since = clock.now() - norms.REVIEW_WINDOW.span
    return rows.filter(
        order__customer=customer, order__fulfilment_state__in=RECEIVED, order__payment_state__in=PAID, order__delivered_at__gte=since,
        review=None,
    ).order_by("-order_id", "position")  # fmt: skip
