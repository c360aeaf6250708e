"""What product management owes, and the facts that prove it."""

from datetime import time

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import ListingCheck, Product, ProductRevision
from catalog.pricing import duties as pricing  # noqa: F401  theirs
from catalog.selection import duties as selection  # noqa: F401  theirs, too
from catalog.shelf import duties as shelf  # noqa: F401  theirs, too
from catalog.updates import duties as updates  # noqa: F401  theirs, too
from microstore.core import clock
from microstore.core.declarations import Post
from microstore.core.duties import Cadence, Evidence, Period, carried, duty

LISTED = Product.State.LISTED


def owners(period: Period):
    """Whoever is responsible for a product on the shelf."""
    here = Product.objects.filter(state=LISTED, owner__is_active=True, owner__is_staff=True)
    return here.order_by("owner").values_list("owner", flat=True).distinct()


@duty(
    "L1", _("Own products on the shelf are checked every day"), post=Post.LISTING, cadence=Cadence.DAILY, page="listing-checks",
    source="S2b §二(一)1(1)", by=time(18), escalate=Post.PRODUCT_MANAGER, each=owners,
)  # fmt: skip
def listing_check(period: Period, person: int) -> Evidence:
    """The nightly look at each product; what it found is mended or settled with a word."""
    rows = ListingCheck.objects.filter(day__range=(period.first, period.last), owner=person)
    owed = rows.count() or Product.objects.filter(state=LISTED, owner=person).count()
    done = rows.filter(Q(verdict=ListingCheck.Verdict.PASS) | Q(settled_at__lt=period.bounds[1])).count()
    missed = owed - done if clock.now() >= period.bounds[1] else 0
    return Evidence(done, owed, missed, url=f"/backoffice/catalog/checks/?mine=true&day={period.last}")


@duty(
    "P4", _("Everything on the shelf is complete and certified"), post=Post.PRODUCT_MANAGER, cadence=Cadence.WEEKLY, page="products",
    source="S1 §三(一)1", workdays_only=True,
)  # fmt: skip
def listed_are_complete(period: Period) -> Evidence:
    """As the last look at the shelves in the period saw it: no empty field, a valid certificate."""
    looks = ListingCheck.objects.filter(day__range=(period.first, period.last))
    looks = looks.filter(day=looks.aggregate(last=Max("day"))["last"])
    faulty = looks.filter(faults__contains=[{"code": "text"}]).count()
    owed = looks.count()
    return Evidence(owed - faulty, owed, missed=faulty if clock.now() >= period.bounds[1] else 0, url="/backoffice/catalog/checks/")


@duty(
    "P14", _("Drafts of product pages are finished or dropped"), post=Post.LISTING, cadence=Cadence.MONTHLY, page="products",
    source="S0 §三(二)", workdays_only=True,
)  # fmt: skip
def drafts_are_finished(period: Period) -> Evidence:
    """Of the drafts begun in the period and not dropped: those that went live before its end."""
    start, end = period.bounds
    begun = ProductRevision.objects.filter(created_at__gte=start, created_at__lt=end)
    owed, done = begun.count(), begun.filter(live_at__lt=end).count()
    return Evidence(done, owed, missed=owed - done if clock.now() >= end else 0)


carried("P5", _("Nothing is listed without use, cautions and suitable people"), post=Post.LISTING, page="products", source="S1 §三(一)3")
carried("P11", _("What expired or was found faulty leaves the shelf by itself"), post=Post.LISTING, page="listings", source="S1 §三(四)1")
carried("P15", _("Every product has a responsible person"), post=Post.LISTING, page="products", source="S1 §二(二)2")
carried(
    "D2", _("No text goes live before a second person has approved it"), post=Post.PRODUCT_MANAGER, page="products", source="S0 §四(一)2"
)
