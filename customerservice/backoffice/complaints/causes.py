"""What complaints come from: causes and measures rolled up by product, batch and supplier, with the way down to each (C15, C16)."""

from collections import Counter, defaultdict
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customerservice.models import Cause, Complaint, Satisfaction, Survey
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import Menu, ViewPage

SPANS = {"30": _("30 days"), "90": _("90 days"), "365": _("A year")}
SHOWN = 20
BY = {
    "product": (_("Product"), "product_id", "product__name"),
    "batch": (_("Batch"), "batch_id", "batch__number"),
    "supplier": (_("Supplier"), "supplier_id", "supplier_name"),
}


class ComplaintCauses(ViewPage):
    url = "complaint-causes/"
    name = "complaint-causes"
    title = _("Causes of complaints")
    permission = "customerservice.view_complaint"
    menu = Menu(Department.SERVICE, icon="chart", position=33)
    model = Complaint
    template = "customerservice/backoffice/causes.html"

    def context(self, request, **kwargs):
        days = request.GET.get("days") if request.GET.get("days") in SPANS else "90"
        by = request.GET.get("by") if request.GET.get("by") in BY else "product"
        since = clock.now() - timedelta(days=int(days))
        rows = self.get_queryset().filter(received_at__gte=since).exclude(state__in=("withdrawn", "merged"))
        return {
            "spans": [(code, label, code == days) for code, label in SPANS.items()], "days": days, "by": by,
            "tabs": [(code, label, code == by) for code, (label, *_rest) in BY.items()], "by_label": BY[by][0],
            "causes": causes_of(rows), "table": table_of(rows, by), **numbers_of(rows, request.user, since),
        }  # fmt: skip


def list_url(**asked) -> str:
    return f"{reverse('backoffice:all-complaints')}?{urlencode(asked)}"


def causes_of(rows) -> list[dict]:
    counted = rows.exclude(cause="").values_list("cause").annotate(count=Count("pk")).order_by("-count", "cause")
    most = max((count for _cause, count in counted), default=1)
    return [
        {"label": Cause(cause).label, "count": count, "share": round(100 * count / most), "url": list_url(cause=cause)}
        for cause, count in counted
    ]


def table_of(rows, by: str) -> list[dict]:
    """The things with most complaints; how many of each cause, and how many measures."""
    _label, key, name = BY[by]
    rows = rows.annotate(
        supplier_id=Coalesce("batch__supplier_id", "product__supplier_id"),
        supplier_name=Coalesce("batch__supplier__name", "product__supplier__name"),
    ).exclude(**{key: None})
    found: dict = defaultdict(lambda: {"causes": Counter(), "count": 0, "safety": 0, "name": ""})
    counts = rows.values_list(key, name, "cause").annotate(count=Count("pk"), safety=Count("pk", filter=Q(severity="p0")))
    for thing, label, cause, count, safety in counts.order_by():
        row = found[thing]
        row["name"], row["count"], row["safety"] = label, row["count"] + count, row["safety"] + safety
        row["causes"][cause] += count
    measures = dict(rows.filter(measures__isnull=False).values_list(key).annotate(count=Count("measures")).order_by())
    top = sorted(found.items(), key=lambda item: (-item[1]["count"], str(item[1]["name"])))[:SHOWN]
    return [
        {
            "name": row["name"], "count": row["count"], "safety": row["safety"], "measures": measures.get(thing, 0),
            "url": list_url(**{by: thing}),
            "causes": [
                (Cause(cause).label if cause else _("Not yet known"), count, list_url(**{by: thing, **({"cause": cause} if cause else {})}))
                for cause, count in row["causes"].most_common()
            ],
        }
        for thing, row in top
    ]  # fmt: skip


def numbers_of(rows, user, since) -> dict:
    told = Survey.objects.visible_to(user).filter(answered_at__gte=since).exclude(result=Satisfaction.NO_ANSWER)
    counts = told.aggregate(all=Count("pk"), good=Count("pk", filter=Q(result=Satisfaction.SATISFIED)))
    all_rows = rows.aggregate(
        total=Count("pk", distinct=True), safety=Count("pk", filter=Q(severity="p0"), distinct=True),
        broken=Count("pk", filter=Q(breaches__kind="solution"), distinct=True),
    )  # fmt: skip
    share = round(100 * counts["good"] / counts["all"]) if counts["all"] else None
    return {**all_rows, "satisfied_share": share, "answers": counts["all"]}
