"""A customer reports a review: it stays as it is until somebody has looked."""

from django.db import transaction

from customerservice import norms
from customerservice.events.reviews import ReviewReported
from customerservice.models import Review, ReviewReport
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.sentences import gettext as _


@transaction.atomic
def report(row: Review, *, ground: str, text: str = "", customer) -> ReviewReport:
    """Once by each customer. Refuses what is not published, one's own, and a ground that is none."""
    row.lock()
    if known := ReviewReport.objects.filter(review=row, customer=customer).first():
        return known
    if row.state != Review.State.PUBLISHED or row.customer_id == customer.pk:
        raise Refused(_("This review cannot be reported."))
    if ground not in Review.Ground:
        raise Refused(_("Choose what is wrong with it. That it is bad is no reason to hide it."))
    made = ReviewReport.objects.create(review=row, customer=customer, ground=ground, text=text.replace("\x00", "").strip()[:300])
    row.reported_at = row.reported_at or clock.now()
    row.due_at = row.due_at or clock.now() + norms.REVIEW_LOOK.span
    row.save(update_fields=["reported_at", "due_at"])
    publish(ReviewReported(row.pk, ground), about=row, by=customer.user)
    return made
