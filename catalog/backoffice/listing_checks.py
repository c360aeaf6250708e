"""What the daily look at the shelf found: by day and owner, mended or settled with a word (duty L1)."""
import django_filters
import django_tables2 as tables
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from catalog.models import ListingCheck
from catalog.services import listing_checks
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    Column,
    DateColumn,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)


def open_of(user):
    """What waits today for this person's own products."""
    return ListingCheck.objects.open().filter(day=clock.today(), owner=user).count() or None


class ListingCheckTable(tables.Table):
    product = LinkColumn("listing-check", accessor="product", verbose_name=_("Product"), orderable=False)
    verdict = StatusColumn(verbose_name=_("Verdict"))
    faults = Column(verbose_name=_("Found"), orderable=False, empty_values=())
    owner = Column(verbose_name=_("Responsible"), orderable=False)
    day = DateColumn(verbose_name=_("Day"))
    settled_at = TimeColumn(verbose_name=_("Settled"), orderable=False)

    class Meta:
        model = ListingCheck
        fields = ()

    def render_faults(self, record):
        return format_html_join("", "{}<br>", ((fault["text"],) for fault in record.faults)) or "—"

    def value_faults(self, record):
        return " ".join(fault["text"] for fault in record.faults)

    def render_owner(self, value):
        return value.name or str(value)


class ListingCheckFilter(django_filters.FilterSet):
    day = django_filters.DateFilter(label=_("Day"))
    verdict = django_filters.ChoiceFilter(label=_("Verdict"), choices=ListingCheck.Verdict.choices)
    mine = django_filters.BooleanFilter(label=_("Mine"), method="of_me")
    open = django_filters.BooleanFilter(label=_("Still open"), method="still_open")

    def of_me(self, rows, name, value):
        return rows.filter(owner=self.request.user) if value else rows

    def still_open(self, rows, name, value):
        return rows.open() if value else rows


class ListingCheckList(ListPage):
    url = "catalog/checks/"
    name = "listing-checks"
    title = _("Daily listing check")
    permission = "catalog.view_listingcheck"
    menu = Menu(Department.PRODUCT, icon="check", position=15, count=open_of)
    model = ListingCheck
    table_class = ListingCheckTable
    filterset_class = ListingCheckFilter
    views = [View("open", _("Still open"), "open=true"), View("mine", _("Mine"), "mine=true&open=true")]
    search_fields = ("=product__code", "product__name")
    search_hint = _("Product number or name")
    keyset = ("-day", "-pk")
    export_name = "listing-checks"
    empty_text = _("Every morning each listed product is looked at; what was found appears here.")

    def get_queryset(self):
        return ListingCheck.objects.select_related("product", "owner")


class ListingCheckDetail(DetailPage):
    url = "catalog/checks/<int:pk>/"
    name = "listing-check"
    title = _("Listing check")
    permission = "catalog.view_listingcheck"
    model = ListingCheck
    status_fields = ("verdict",)
    panels = [Panel("catalog/backoffice/_check.html", _("Found"))]
    side = [Panel("catalog/backoffice/_check_facts.html", _("Check"))]

    def get_queryset(self):
        return ListingCheck.objects.select_related("product", "owner", "settled_by")

    def heading(self, row):
        return row.product.name

    def subheading(self, row):
        return f"{row.product.code} · {row.day}"


class LookAgain(ActionPage):
    url = "catalog/checks/<int:pk>/again/"
    name = "listing-check-again"
    title = _("Look again")
    permission = "catalog.settle_listingcheck"
    model = ListingCheck
    back = ListingCheckDetail
    tone = "plain"
    icon = "eye"

    def is_open(self, row, user):
        return row.is_open and row.product.is_live

    def perform(self, row, form, by):
        again = listing_checks.look_again(row)
        return _("In order now.") if again.verdict == ListingCheck.Verdict.PASS else _("Something is still open.")


class Settle(ActionPage):
    url = "catalog/checks/<int:pk>/settle/"
    name = "listing-check-settle"
    title = _("Leave it as it is")
    permission = "catalog.settle_listingcheck"
    model = ListingCheck
    form_class = ReasonForm
    back = ListingCheckDetail

    def is_open(self, row, user):
        return row.is_open

    def facts(self, row):
        return [(_("Found"), " ".join(fault["text"] for fault in row.faults))]

    def perform(self, row, form, by):
        listing_checks.settle(row, by=by, note=form.cleaned_data["reason"])
        return _("Settled.")


ListingCheckDetail.actions += [LookAgain, Settle]
declare_queue(
    Queue(
        "catalog.listing_checks", _("Findings of the daily listing check"), "catalog.settle_listingcheck", open_of,
        lambda user: f"{ListingCheckList.get_url()}?view=mine", icon="check", act=_("Look at"), position=50, department=Department.PRODUCT,
    )  # fmt: skip
)
