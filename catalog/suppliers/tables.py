"""Lists of suppliers, their papers and their tallies."""
import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from catalog.models import Supplier, SupplierLicence, SupplierTally
from catalog.suppliers import norms
from microstore.compliance.classes import ProductClass
from microstore.core import clock
from microstore.core.pages import Column, DateColumn, LinkColumn, NumberColumn, StatusColumn


class SupplierTable(tables.Table):
    name = LinkColumn("supplier", verbose_name=_("Name"))
    code = Column(verbose_name=_("Number"))
    state = StatusColumn(verbose_name=_("State"))
    ends_on = DateColumn(verbose_name=_("Next licence ends"))
    score = NumberColumn(verbose_name=_("Score"))
    product_count = NumberColumn(verbose_name=_("Products"))
    contact = Column(orderable=False, verbose_name=_("Contact"))
    phone = Column(orderable=False, verbose_name=_("Phone"))

    class Meta:
        model = Supplier
        fields = ()

    def render_score(self, value):
        return round(value)


class SupplierFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=Supplier.State.choices)
    covers = filters.ChoiceFilter(label=_("May supply"), choices=ProductClass.choices, method="may_supply")
    ending = filters.BooleanFilter(label=_("Licence ends soon"), method="ends_soon")
    low = filters.BooleanFilter(label=_("Low score"), method="scored_low")

    def may_supply(self, rows, name, value):
        return rows.filter(pk__in=Supplier.objects.fit_for(value))

    def ends_soon(self, rows, name, value):
        soon = SupplierLicence.objects.ending_soon(norms.FIRST_WARNING.value).filter(supplier=OuterRef("pk"))
        return rows.filter(Exists(soon) if value else ~Exists(soon))

    def scored_low(self, rows, name, value):
        return rows.filter(score__lt=norms.SCORE_FLOOR.value) if value else rows.filter(score__gte=norms.SCORE_FLOOR.value)


class SupplierLicenceTable(tables.Table):
    supplier = LinkColumn("supplier", of="supplier", verbose_name=_("Supplier"), orderable=False)
    kind = Column(verbose_name=_("Kind"))
    number = Column(verbose_name=_("Number"))
    scope = Column(verbose_name=_("Covers"), orderable=False)
    standing = StatusColumn(verbose_name=_("State"))
    valid_until = DateColumn(verbose_name=_("Valid until"))
    verified_by = Column(verbose_name=_("Verified by"), orderable=False)

    class Meta:
        model = SupplierLicence
        fields = ()

    def render_scope(self, record):
        return "、".join(record.classes)

    value_scope = render_scope

    def render_verified_by(self, value):
        return value.name or str(value)


class SupplierLicenceFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=SupplierLicence.Kind.choices)
    covers = filters.ChoiceFilter(label=_("Covers"), choices=ProductClass.choices, method="of_class")
    standing = filters.ChoiceFilter(label=_("State"), choices=SupplierLicence.Standing.choices, method="of_standing")

    def of_class(self, rows, name, value):
        return rows.filter(scope__contains=[value])

    def of_standing(self, rows, name, value):
        today, standing = clock.today(), SupplierLicence.Standing
        if value == standing.EXPIRED:
            return rows.filter(valid_until__lt=today)
        if value == standing.UNVERIFIED:
            return rows.filter(verified_at=None).exclude(valid_until__lt=today)
        if value == standing.NOT_YET:
            return rows.filter(valid_from__gt=today, verified_at__isnull=False)
        soon = SupplierLicence.objects.ending_soon(norms.FIRST_WARNING.value).values("pk")
        return rows.in_force().filter(pk__in=soon) if value == standing.ENDING else rows.in_force().exclude(pk__in=soon)


class SupplierTallyTable(tables.Table):
    day = DateColumn(verbose_name=_("Day"))
    kind = StatusColumn(verbose_name=_("Kind"))
    supplier = LinkColumn("supplier", of="supplier", verbose_name=_("Supplier"), orderable=False)
    product = Column(verbose_name=_("Product"), orderable=False)
    reference = Column(verbose_name=_("Document"), orderable=False)

    class Meta:
        model = SupplierTally
        fields = ()


class SupplierTallyFilter(filters.FilterSet):
    supplier = filters.ModelChoiceFilter(label=_("Supplier"), queryset=Supplier.objects.order_by("name"))
    kind = filters.MultipleChoiceFilter(label=_("Kind"), choices=SupplierTally.Kind.choices)
    product_class = filters.ChoiceFilter(label=_("Class of goods"), choices=ProductClass.choices)
    day = filters.DateFromToRangeFilter(label=_("Day"))
