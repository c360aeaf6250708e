"""The floor's own books: every piece of news is delivered, failed in view, or on its way."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from microstore.core import clock, sealing
from microstore.core.declarations import Check
from microstore.core.models import Delivery


@Check.register("8", _("every piece of news is delivered, stands in the list of failures, or waits less than two minutes"))
def news_waits_too_long() -> Iterator[str]:
    late = Delivery.objects.filter(done_at=None, next_at__lt=clock.now() - timedelta(minutes=2)).order_by("pk")
    for delivery in late.iterator():
        yield f"delivery {delivery.pk} {delivery.reaction}: due since {delivery.next_at.isoformat()}"


@Check.register("9", _("every line of the audit is as it was when it was sealed"))
def audit_was_changed() -> Iterator[str]:
    yield from sealing.broken()
