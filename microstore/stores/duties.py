"""What is owed around stores, their pages, and the material they are made of."""

from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty
from microstore.stores.models import DesignRequest, DesignState, Page, PageReview, Store

carried("G1", _("Official and authorised stores stand under one set of rules"), post=Post.DIRECTOR, page="stores", source="S0 §二")
carried("D3", _("Store pages are built of blocks, and every text is scanned before it is published"), post=Post.DESIGNER,
        page="store-pages", source="S1 §二(二)4")  # fmt: skip


@duty("D6", _("Pages are looked through: layout, colour, speed"), post=Post.DESIGNER, cadence=Cadence.MONTHLY, page="store-pages",
      source="S1 §七(一)1", workdays_only=True, grace_days=7)  # fmt: skip
def pages_are_looked_through(period: Period) -> Evidence:
    """Each home page of a trading store, once in the month."""
    first, until = period.bounds
    live = Page.objects.filter(slug=Page.HOME, version__gt=0, store__state=Store.State.OPEN, store__opened_at__lt=until)
    looked = PageReview.objects.filter(at__gte=first, at__lt=until).values("page")
    done, owed = live.filter(pk__in=looked).count(), live.count()
    return Evidence(done, owed, missed=owed - done if clock.now() >= until else 0)


def delivered_in_time(what: tuple[str, ...]):
    """Requests due in the period that were delivered by their day."""

    def evidence(period: Period) -> Evidence:
        rows = DesignRequest.objects.filter(what__in=what, due_on__range=(period.first, period.last)).exclude(state=DesignState.CANCELLED)
        rows = list(rows)
        late = sum(not row.was_in_time and (row.delivered_at is not None or row.due_on < clock.today()) for row in rows)
        return Evidence(sum(row.was_in_time for row in rows), len(rows), missed=late)

    return evidence


W = DesignRequest.What
duty("D4", _("Posters and campaign pictures are made by the day they are asked for"), post=Post.DESIGNER, cadence=Cadence.MONTHLY,
     page="design-requests", source="S1 §二(二)4")(delivered_in_time((W.CAMPAIGN, W.PAGE, W.OTHER)))  # fmt: skip
duty("D5", _("Product pictures are made by the day they are asked for"), post=Post.DESIGNER, cadence=Cadence.MONTHLY,
     page="design-requests", source="S1 §三(二)2")(delivered_in_time((W.PRODUCT,)))  # fmt: skip
