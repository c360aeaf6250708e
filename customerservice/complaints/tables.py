"""List shapes and filters of complaints."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product, Supplier
from customerservice.models import Breach, Category, Cause, ClockKind, Complaint, ComplaintState, Inquiry, InquiryState, Measure, Severity
from inventory.models import Batch
from microstore.core import clock
from microstore.core.pages import Column, DateColumn, LinkColumn, StatusColumn, TimeColumn


class ComplaintTable(tables.Table):
    number = LinkColumn("complaint", verbose_name=_("number"))
    severity = StatusColumn(verbose_name=_("severity"))
    state = StatusColumn(verbose_name=_("state"))
    category = Column(verbose_name=_("what it is about"))
    store = Column(accessor="store__name", verbose_name=_("store"))
    product = Column(accessor="product__name", verbose_name=_("product"))
    owner = Column(accessor="owner__name", verbose_name=_("handled by"))
    next_due_at = TimeColumn(verbose_name=_("Due"))
    cause = Column(verbose_name=_("cause"))
    received_at = TimeColumn(verbose_name=_("Registered at"))

    class Meta:
        model = Complaint
        fields = ("number", "severity", "state", "category", "store", "product", "owner", "next_due_at", "cause", "received_at")


class ComplaintFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(label=_("state"), choices=ComplaintState)
    severity = filters.MultipleChoiceFilter(label=_("severity"), choices=Severity)
    category = filters.ChoiceFilter(label=_("what it is about"), choices=Category)
    cause = filters.ChoiceFilter(label=_("cause"), choices=Cause)
    product = filters.ModelChoiceFilter(label=_("product"), queryset=Product.objects.order_by("name"))
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=Batch.objects.filter(complaints__isnull=False).distinct())
    supplier = filters.ModelChoiceFilter(label=_("supplier"), queryset=Supplier.objects.order_by("name"), method="by_supplier")
    hold = filters.CharFilter(label=_("hold of the batch"), method="by_hold")

    class Meta:
        model = Complaint
        fields = []

    def by_supplier(self, rows, name, value):
        return rows.filter(Q(batch__supplier=value) | Q(batch=None, product__supplier=value))

    def by_hold(self, rows, name, value):
        return rows.filter(hold=value)


class BreachTable(tables.Table):
    complaint = LinkColumn("complaint", of="complaint", accessor="complaint__number", verbose_name=_("complaint"))
    kind = Column(verbose_name=_("clock"))
    store = Column(accessor="complaint__store__name", verbose_name=_("store"))
    owner_name = Column(verbose_name=_("handled by"))
    due_at = TimeColumn(verbose_name=_("Due"))
    at = TimeColumn(verbose_name=_("Time"))

    class Meta:
        model = Breach
        fields = ("complaint", "kind", "store", "owner_name", "due_at", "at")


class BreachFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("clock"), choices=ClockKind)

    class Meta:
        model = Breach
        fields = []


class MeasureTable(tables.Table):
    text = LinkColumn("measure-done", verbose_name=_("measure"))
    complaint = LinkColumn("complaint", of="complaint", accessor="complaint__number", verbose_name=_("complaint"))
    cause = Column(accessor="complaint__get_cause_display", verbose_name=_("cause"), orderable=False)
    owner = Column(accessor="owner__name", verbose_name=_("owner"))
    due_on = DateColumn(verbose_name=_("Due"))
    done_at = TimeColumn(verbose_name=_("Done"))

    class Meta:
        model = Measure
        fields = ("text", "complaint", "cause", "owner", "due_on", "done_at")


class MeasureFilter(filters.FilterSet):
    done = filters.ChoiceFilter(
        label=_("done"), method="by_done", choices=[("open", _("To be done")), ("late", _("Overdue")), ("done", _("Done"))]
    )

    class Meta:
        model = Measure
        fields = []

    def by_done(self, rows, name, value):
        if value == "done":
            return rows.exclude(done_at=None)
        rows = rows.filter(done_at=None)
        return rows.filter(due_on__lt=clock.today()) if value == "late" else rows


class InquiryTable(tables.Table):
    subject_label = LinkColumn("inquiry", verbose_name=_("about"))
    department = Column(verbose_name=_("Department"))
    question = Column(verbose_name=_("Question"))
    asked_by = Column(accessor="asked_by__name", verbose_name=_("asked by"))
    due_at = TimeColumn(verbose_name=_("To be answered by"))
    state = StatusColumn(verbose_name=_("state"))
    answered_at = TimeColumn(verbose_name=_("Answered"))

    class Meta:
        model = Inquiry
        fields = ("subject_label", "department", "question", "asked_by", "due_at", "state", "answered_at")


class InquiryFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("state"), choices=InquiryState)

    class Meta:
        model = Inquiry
        fields = []
