"""Price changes on their way: the list, one with its prices and approvals, taking one back."""
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import PriceChange, PriceChangeLine
from catalog.pricing import changes, limits
from catalog.pricing.filters import PriceChangeFilter
from catalog.pricing.tables import PriceChangeTable
from microstore.core import approvals
from microstore.core.declarations import Department
from microstore.core.models import Approval
from microstore.core.pages import ActionPage, DetailPage, ListPage, Menu, Panel, ReasonForm, View
from microstore.core.pages.wording import moment

State = PriceChange.State
SHOWN = 500


class PriceChangeList(ListPage):
    url = "catalog/price-changes/"
    name = "price-changes"
    title = _("Price changes")
    permission = "catalog.view_pricechange"
    menu = Menu(Department.PRODUCT, icon="swap", position=41)
    model = PriceChange
    table_class = PriceChangeTable
    filterset_class = PriceChangeFilter
    search_fields = ("=number", "reason")
    search_hint = _("Number or reason")
    keyset = ("-asked_at", "-pk")
    export_name = "price-changes"
    views = [
        View("waiting", _("Waiting for approval"), "state=requested"), View("scheduled", _("Scheduled"), "state=scheduled"),
        View("effective", _("In force"), "state=effective"), View("declined", _("Declined"), "state=declined")]

    def get_queryset(self):
        first = PriceChangeLine.objects.filter(change=OuterRef("pk")).order_by("pk").values("sku__product__name")[:1]
        rows = super().get_queryset().select_related("asked_by", "store")
        return rows.annotate(first_words=Subquery(first), line_count=Subquery(_counted("pk")))


def _counted(name: str):
    lines = PriceChangeLine.objects.filter(change=OuterRef(name)).order_by().values("change")
    return lines.annotate(count=Count("pk")).values("count")


def _lines(request, row) -> dict:
    lines = row.lines.select_related("sku__product", "store")[:SHOWN]
    return {"rows": [
        (line, limits.margin_percent(line.new_fen, line.cost_fen), [limits.Needs(post).label for post in line.needs]) for line in lines]}


def _facts(request, row) -> dict:
    names = limits.Needs
    told = [
        (_("Begins"), moment(row.starts_at) if row.starts_at else _("when it is approved")),
        *([(_("Ends"), moment(row.ends_at))] if row.ends_at else []),
        (_("Reason"), row.reason), *([(_("Reason of the raise"), row.raise_reason)] if row.raise_reason else []),
        *([(_("Reckoned"), row.method)] if row.method else []),
        (_("Needs"), "、".join(str(names(post).label) for post in row.needs) or _("nobody else")),
        *([(_("Agreed so far"), "、".join(str(names(post).label) for post in row.granted))] if row.granted else []),
        (_("Asked by"), f"{row.asked_by.name or row.asked_by}" if row.asked_by else _("System")), (_("Asked"), moment(row.asked_at)),
        *([(_("In force since"), moment(row.effective_at))] if row.effective_at else []),
    ]
    return {"facts": told}


def _approvals(request, row) -> dict:
    rows = Approval.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk).select_related("asked_by", "decided_by")
    rows = list(rows.order_by("pk"))
    for one in rows:
        one.kind_words = approvals.kinds[one.kind].label
    return {"rows": rows}


class PriceChangeDetail(DetailPage):
    url = "catalog/price-changes/<str:number>/"
    name = "price-change"
    title = _("Price change")
    permission = "catalog.view_pricechange"
    model = PriceChange
    lookup = "number"
    panels = [
        Panel("catalog/backoffice/prices/_lines.html", _("Prices"), context=_lines, is_flush=True),
        Panel("catalog/backoffice/prices/_approvals.html", _("Approvals"), context=_approvals, is_flush=True,
              is_shown=lambda row: bool(row.needs)),
    ]
    side = [Panel("catalog/backoffice/prices/_facts.html", _("About the change"), context=_facts)]

    def get_queryset(self):
        return super().get_queryset().select_related("asked_by", "store")

    def steps(self, row):
        """asked → approved → scheduled → in force → superseded; what was declined or taken back ends where it stood."""
        way = [State.REQUESTED, State.APPROVED, State.SCHEDULED, State.EFFECTIVE, State.SUPERSEDED]
        if row.state not in way:
            return [(_("Price change asked for"), "done", moment(row.asked_at)), (row.get_state_display(), "now", "")]
        place = way.index(row.state)
        words = [_("Price change asked for"), _("Approved"), _("Scheduled"), _("In force"), _("Followed by another price")]
        return [(word, "done" if at < place else "now" if at == place else "next", "") for at, word in enumerate(words)]


class PriceChangeTakeBack(ActionPage):
    url = "catalog/price-changes/<str:number>/take-back/"
    name = "price-change-take-back"
    title = _("Take the change back")
    permission = "catalog.set_price"
    form_class = ReasonForm
    model = PriceChange
    lookup = "number"
    back = PriceChangeDetail
    tone = "danger"

    def is_open(self, row, user):
        return row.is_open("take_back") and (row.state == State.SCHEDULED or row.asked_by_id == user.pk)

    def perform(self, row, form, by):
        changes.take_back(row, by=by, reason=form.cleaned_data["reason"])
        return gettext("The change is taken back; the prices before it go on.")


PriceChangeDetail.actions.append(PriceChangeTakeBack)
