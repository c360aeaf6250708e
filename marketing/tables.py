"""The shapes of the lists of offers and coupons."""

import django_filters
import django_tables2 as tables
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from marketing.models import Coupon, CouponKind, Promotion
from marketing.models.offer import Offer
from marketing.words import step_words, steps_words
from microstore.accounts import masking
from microstore.core import clock
from microstore.core.pages import Column, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn
from microstore.stores.models import Store

S = Offer.Standing


class PromotionTable(tables.Table):
    name = LinkColumn("promotion", verbose_name=_("Name"))
    standing = StatusColumn(verbose_name=_("State"))
    steps = Column(orderable=False, verbose_name=_("Steps"))
    starts_at = TimeColumn(verbose_name=_("Begins"))
    ends_at = TimeColumn(verbose_name=_("Ends"))
    spent_fen = MoneyColumn(verbose_name=_("Spent"))
    budget_fen = MoneyColumn(verbose_name=_("Budget"))
    code = Column(verbose_name=_("Number"))

    class Meta:
        model = Promotion
        fields = ()

    def render_steps(self, record):
        return "；".join(steps_words(record))


class CouponKindTable(tables.Table):
    name = LinkColumn("coupon-kind", verbose_name=_("Name"))
    standing = StatusColumn(verbose_name=_("State"))
    terms = Column(accessor="off_fen", orderable=False, verbose_name=_("Terms"))
    claims_until = TimeColumn(verbose_name=_("Claimed until"))
    ends_at = TimeColumn(verbose_name=_("Ends"))
    issued = NumberColumn(verbose_name=_("Claimed"))
    quota = NumberColumn(verbose_name=_("Coupons in all"))
    code = Column(verbose_name=_("Number"))

    class Meta:
        model = CouponKind
        fields = ()

    def render_terms(self, record):
        return step_words(record.threshold_fen, record.off_fen)


class CouponTable(tables.Table):
    code = Column(verbose_name=_("Coupon number"))
    state = StatusColumn(verbose_name=_("State"))
    kind = LinkColumn("coupon-kind", of="kind", accessor="kind__name", orderable=False, verbose_name=_("Kind"))
    customer = Column(accessor="customer__phone", orderable=False, verbose_name=_("Customer"))
    reference = Column(orderable=False, verbose_name=_("Order"))
    issued_at = TimeColumn(verbose_name=_("Claimed"))
    valid_until = TimeColumn(verbose_name=_("Valid until"))

    class Meta:
        model = Coupon
        fields = ()

    def render_customer(self, value):
        return masking.phone(value)

    value_customer = render_customer

    def render_reference(self, value):
        """An order, for whoever may read orders."""
        if not self.request.user.has_perm("orders.view_order"):
            return value
        return format_html('<a class="key" href="{}">{}</a>', reverse("backoffice:order", args=[value]), value)

    def value_reference(self, value):
        return value


class OfferFilter(django_filters.FilterSet):
    standing = django_filters.ChoiceFilter(label=_("State"), choices=S.choices, method="by_standing")
    store = django_filters.ModelChoiceFilter(
        label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user), method="by_store"
    )

    def by_standing(self, rows, name, value):
        now = clock.now()
        ended, off = Q(ends_at__lte=now), Q(is_active=False)
        wanted = {
            S.DRAFT: off & ~ended & Q(activated_at=None), S.STOPPED: off & ~ended & Q(activated_at__isnull=False), S.ENDED: ended,
            S.COMING: ~off & ~ended & Q(starts_at__gt=now), S.LIVE: ~off & ~ended & Q(starts_at__lte=now),
        }  # fmt: skip
        return rows.filter(wanted[value])

    def by_store(self, rows, name, value):
        return rows.in_store(value)


class CouponFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Coupon.State.choices)
    issued = django_filters.DateFromToRangeFilter(field_name="issued_at", label=_("Claimed"))

    class Meta:
        model = Coupon
        fields = ["kind"]
