"""What orders hold about a customer: carts go at once; the records of sales stay as long as the law wants, then name nobody."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inventory.models import Reservation
from microstore.accounts.models import Customer
from microstore.core import clock
from microstore.core.money import format_yuan
from microstore.core.privacy import PersonalData
from orders.models import AddressChange, Cart, CartLine, CustomerBlock, FulfilmentState, Hold, Order, Payment, PaymentState, Refund
from orders.norms import KEEP_ORDERS, KEEP_PAST_EXPIRY

F = FulfilmentState
ENDED = (F.COMPLETED, F.EXPIRED, F.CANCELLED)
GONE = "***"
IN_BOOKS = gettext_lazy("Sums and numbers stay in the books, without your name.")


def cart(customer: Customer) -> list[dict]:
    lines = CartLine.objects.filter(cart__customer=customer).select_related("sku__product", "cart__store")
    return [{_("Store"): line.cart.store, _("Product"): line.sku, _("Units"): line.units, _("Added"): line.added_at} for line in lines]


def bought(customer: Customer) -> list[dict]:
    orders = Order.objects.of(customer).select_related("store").prefetch_related("lines")
    return [_told(order) for order in orders.order_by("-placed_at")]


def _told(order: Order) -> dict:
    return {
        _("Order number"): order.number, _("Store"): order.store, _("Placed"): order.placed_at, _("State"): order.display_state.label,
        _("Goods"): "; ".join(str(line) for line in order.lines.all()), _("Total"): format_yuan(order.total_fen),
        _("Receiver"): order.receiver_name, _("Phone"): order.receiver_phone, _("Address"): order.address, _("Note"): order.note,
        _("Statements agreed to"): ", ".join(map(str, order.consents)),
    }  # fmt: skip


def paid(customer: Customer) -> list[dict]:
    rows = Payment.objects.filter(order__customer=customer).select_related("order").order_by("-pk")
    return [
        {
            _("Payment number"): row.number, _("Order number"): row.order.number, _("Method"): row.get_method_display(),
            _("Amount"): format_yuan(row.amount_fen), _("State"): row.get_state_display(), _("Time"): row.succeeded_at or row.created_at,
        }
        for row in rows
    ]  # fmt: skip


def paid_back(customer: Customer) -> list[dict]:
    rows = Refund.objects.filter(order__customer=customer).select_related("order").order_by("-pk")
    return [
        {
            _("Refund number"): row.number, _("Order number"): row.order.number, _("Amount"): format_yuan(row.amount_fen),
            _("Reason"): row.reason, _("State"): row.get_state_display(), _("Requested"): row.requested_at,
        }
        for row in rows
    ]  # fmt: skip


def open_orders(customer: Customer) -> list[str]:
    orders = Order.objects.of(customer)
    count = orders.exclude(fulfilment_state__in=ENDED).count()
    refunds = Refund.objects.filter(order__customer=customer).exclude(state=Refund.State.SUCCEEDED).count()
    doubtful = Payment.objects.filter(order__customer=customer, state=Payment.State.ATTENTION).count()
    refunds += doubtful + orders.filter(payment_state=PaymentState.REFUNDING).exclude(refunds__state__in=Refund.State.values).count()
    found = []
    if count:
        found.append(ngettext("%(count)d order is still open.", "%(count)d orders are still open.", count) % {"count": count})
    if refunds:
        found.append(ngettext("%(count)d refund is on its way.", "%(count)d refunds are on their way.", refunds) % {"count": refunds})
    return found


def named(customer: Customer):
    """Orders that still name a receiver."""
    return Order.objects.of(customer).exclude(receiver_phone="")


def anonymise(customer: Customer, until: datetime) -> int:
    """Sums, goods and batches stay for the books and for recalls; region too, for figures. The person goes.

    An order stays whole while what was bought may still have to be traced: until months past its expiry (Food Safety Law art. 50).
    """
    traced = Reservation.objects.filter(
        reference=OuterRef("number"), stock__batch__expires_on__gt=clock.today() - KEEP_PAST_EXPIRY.span
    )  # fmt: skip
    over = named(customer).annotate(last_at=Coalesce("completed_at", "ended_at", "placed_at"))
    ids = list(over.filter(~Exists(traced), last_at__lte=until, fulfilment_state__in=ENDED).values_list("pk", flat=True))
    AddressChange.objects.filter(order__in=ids).update(before={}, after={})
    Hold.objects.filter(order__in=ids).update(answer="")
    return Order.objects.filter(pk__in=ids).update(receiver_name=GONE, receiver_phone="", detail=GONE, note="")


def blocked(customer: Customer) -> list[dict]:
    rows = CustomerBlock.objects.filter(customer=customer).select_related("store")
    return [
        {_("Store"): row.store or _("All stores"), _("Reason"): row.reason, _("Blocked since"): row.at, _("Lifted"): row.lifted_at}
        for row in rows
    ]


def nothing(customer: Customer, until: datetime) -> int:
    """Sums and numbers name nobody; they stay in the books."""
    return 0


PersonalData.declare(
    "carts", gettext_lazy("Cart"), purpose=gettext_lazy("So that you find again what you mean to buy."),
    export=cart, erase=lambda customer, until: Cart.objects.filter(customer=customer).delete()[0],
)  # fmt: skip
PersonalData.declare(
    "orders", gettext_lazy("Orders and receivers"), purpose=gettext_lazy("To fulfil the purchase, for after-sales, and to trace batches."),
    export=bought, erase=anonymise, held=lambda customer: named(customer).count(), blockers=open_orders,
    keep=KEEP_ORDERS,
    keep_reason=gettext_lazy(
        "E-Commerce Law, art. 31: three years; Food Safety Law, art. 50: six months past the expiry of the goods"
    ),
)  # fmt: skip
PersonalData.declare(
    "payments", gettext_lazy("Payments"), purpose=gettext_lazy("Proof of payment. We never see card numbers."),
    export=paid, erase=nothing, stays=IN_BOOKS
)
PersonalData.declare(
    "refunds", gettext_lazy("Refunds"), purpose=gettext_lazy("Proof that money came back."), export=paid_back, erase=nothing, stays=IN_BOOKS
)
PersonalData.declare(
    "blocks", gettext_lazy("Block list"), purpose=gettext_lazy("So that a store need not serve who harmed it."), export=blocked,
    erase=lambda customer, until: CustomerBlock.objects.filter(customer=customer).delete()[0],
)  # fmt: skip
