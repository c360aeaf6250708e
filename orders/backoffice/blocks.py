"""The block list: who is on it and why, masked; put on from an order, or by the number of the account."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts import masking
from microstore.accounts.models import Customer
from microstore.accounts.phones import PhoneField, SearchedByPhone
from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    FormPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
)
from microstore.stores.models import Store
from microstore.stores.scope import store_ids_visible_to
from orders.backoffice.orders import OrderDetail
from orders.models import CustomerBlock, Order
from orders.services import blocks

ADD = "orders.add_customerblock"


def masked(customer: Customer) -> str:
    return str(customer) if customer.closed_at else f"{masking.name(str(customer))} {masking.phone(customer.phone)}"


class BlockTable(tables.Table):
    customer = LinkColumn("blocked-customer", verbose_name=_("Customer"), orderable=False)
    store = Column(verbose_name=_("Store"), orderable=False, empty_values=())
    state = StatusColumn(verbose_name=_("State"))
    reason = Column(verbose_name=_("Reason"), orderable=False)
    by = Column(verbose_name=_("Blocked by"), orderable=False)
    at = TimeColumn(verbose_name=_("Blocked since"))

    class Meta:
        model = CustomerBlock
        fields = ()

    def render_customer(self, record):
        return masked(record.customer)

    def render_store(self, record):
        return record.store or _("All stores")

    value_customer, value_store = render_customer, render_store


class BlockFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=CustomerBlock.State.choices)


class BlockList(SearchedByPhone, ListPage):
    url = "blocked-customers/"
    name = "blocked-customers"
    title = _("Blocked customers")
    permission = "orders.view_customerblock"
    menu = Menu(Department.SERVICE, icon="slash", position=80)
    model = CustomerBlock
    table_class = BlockTable
    filterset_class = BlockFilter
    search_fields = ("=customer__phone",)
    search_hint = _("Whole phone number")
    keyset = ("-at", "-pk")
    views = [View("blocked", _("No orders taken"), "state=blocked"), View("lifted", _("Lifted"), "state=lifted")]
    empty_text = _("Nobody is blocked. Put somebody on the list from one of their orders, or by the number of the account.")

    def get_queryset(self):
        return super().get_queryset().select_related("customer__user", "store", "by")


class BlockDetail(DetailPage):
    url = "blocked-customers/<int:pk>/"
    name = "blocked-customer"
    title = _("Blocked customer")
    permission = "orders.view_customerblock"
    model = CustomerBlock
    list_name = "blocked-customers"
    panels = [Panel("orders/backoffice/_block.html", _("Why"), context=lambda request, row: {"customer": masked(row.customer)})]

    def get_queryset(self):
        return super().get_queryset().select_related("customer__user", "store", "by")

    def heading(self, row):
        return masked(row.customer)

    def subheading(self, row):
        return str(row.store or _("All stores"))


class StoreReasonForm(ReasonForm):
    """For one store of one's own, or, for who sees all of them, for every store."""

    store = forms.ModelChoiceField(label=_("Store"), queryset=Store.objects.none(), required=False, empty_label=_("All stores"))
    field_order = ["store", "reason"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        stores = self.fields["store"]
        stores.queryset = Store.objects.visible_to(user).order_by("pk")
        if store_ids_visible_to(user) is not None:
            stores.required, stores.empty_label = True, None


class BlockForm(StoreReasonForm):
    phone = PhoneField(label=_("Mobile number of the account"))
    field_order = ["phone", "store", "reason"]


class BlockNew(FormPage):
    """By the number of the account."""

    url = "blocked-customers/new/"
    name = "blocked-customer-new"
    title = _("Block a customer")
    permission = ADD
    form_class = BlockForm
    model = CustomerBlock
    back = BlockDetail

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def save(self, form, by):
        said = form.cleaned_data
        customer = Customer.objects.select_related("user").filter(phone=said["phone"]).first()
        if customer is None:
            raise Refused(_("No customer has this number."))
        return blocks.block(customer, store=said["store"], reason=said["reason"], by=by)


class OrderBlock(ActionPage):
    """From an order: the customer who placed it."""

    url = "orders/<str:number>/block/"
    name = "order-block"
    title = _("Block the customer")
    permission = ADD
    model = Order
    lookup = "number"
    back = OrderDetail
    form_class = StoreReasonForm
    tone = "plain"

    def get_queryset(self):
        return super().get_queryset().select_related("store", "customer__user")

    def is_open(self, row, user):
        return row.customer_id is not None

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def initial(self, row):
        return {"store": row.store_id}

    def perform(self, row, form, by):
        blocks.block(row.customer, store=form.cleaned_data["store"], reason=form.cleaned_data["reason"], by=by)
        return _("Blocked. Orders that were placed before go on.")


class BlockLift(ActionPage):
    url = "blocked-customers/<int:pk>/lift/"
    name = "blocked-customer-lift"
    title = _("Lift the block")
    permission = "orders.change_customerblock"
    model = CustomerBlock
    back = BlockDetail
    form_class = ReasonForm
    move = "lift_block"
    icon = "check"

    def perform(self, row, form, by):
        blocks.lift(row, reason=form.cleaned_data["reason"], by=by)
        return _("Lifted. This customer may order again.")


BlockList.actions.append(BlockNew)
BlockDetail.actions.append(BlockLift)
OrderDetail.actions.append(OrderBlock)
