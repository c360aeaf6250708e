"""Duties that after-sales carries, proved by its rows."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from customerservice import norms
from customerservice.backoffice.aftersales import reasons
from customerservice.models import AftersaleCase
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty
from microstore.core.sentences import gettext as _

CASES = reverse_lazy("backoffice:aftersales")


def opened_in(period: Period):
    first, after = period.bounds
    return AftersaleCase.objects.filter(opened_at__gte=first, opened_at__lt=after)


carried("C11", gettext_lazy("Customers read the terms of returns before they ask"), post=Post.SERVICE, page="aftersales",
        source="S1 4(4)1")  # fmt: skip


@duty("C12", gettext_lazy("Returns are decided in time"), post=Post.SERVICE, cadence=Cadence.DAILY, page="aftersales", source="S1 4(4)2",
      escalate=Post.SERVICE_LEAD)  # fmt: skip
def decided_in_time(period: Period) -> Evidence | None:
    """Opened in the period: answered within the promised hours, too late, or still open."""
    limit, done, missed, owed = norms.AFTERSALE_ANSWER.span, 0, 0, 0
    rows = opened_in(period).exclude(state="cancelled", decided_at=None).values_list("opened_at", "decided_at", "offered_fen")
    for opened_at, decided_at, offered in rows:
        owed += 1
        in_time = offered is not None or (decided_at or clock.now()) <= opened_at + limit
        done += bool((decided_at or offered is not None) and in_time)
        missed += not in_time
    return Evidence(done, owed, missed, url=str(CASES))


@duty("C13", gettext_lazy("Reasons of returns are looked at"), post=Post.SERVICE_LEAD, cadence=Cadence.MONTHLY, page="aftersales",
      source="S1 4(4)3")  # fmt: skip
def reasons_are_known(period: Period) -> Evidence | None:
    """The figures are made by the system; whoever looks at them confirms that by hand when there were any."""
    found = reasons(opened_in(period))
    text = ", ".join(f"{label} {number}" for label, number in found) or _("No case ended.")
    return Evidence(0, 1, text=text, url=str(CASES)) if found else Evidence(1, 1, text=text, url=str(CASES))


@duty("P13", gettext_lazy("Product management knows the quality complaints of returns"), post=Post.PRODUCT_MANAGER,
      cadence=Cadence.WEEKLY, page="aftersales", source="S1 2(2)2")  # fmt: skip
def quality_cases_decided(period: Period) -> Evidence | None:
    rows = opened_in(period).filter(reason__in=("quality", "expiry", "discomfort", "damaged"))
    owed, done = rows.count(), rows.exclude(decided_at=None, closed_at=None).count()
    return Evidence(done, owed, url=f"{CASES}?reason=quality")
