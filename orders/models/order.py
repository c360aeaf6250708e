"""An order: what was bought, for how much, whither, and where it stands in five states (state C1)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.sentences import SentenceField, SentencesField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped
from orders.models.display import TONES as DISPLAY_TONES
from orders.models.display import Display, display_expression, display_of


class PaymentState(models.TextChoices):
    UNPAID = "unpaid", _("Unpaid")
    PAID = "paid", _("Paid")
    REFUNDING = "refunding", _("Refunding")
    REFUNDED = "refunded", _("Refunded")


class ReviewState(models.TextChoices):
    WAITING = "waiting", _("Waiting for review")
    APPROVED = "approved", _("Approved")


class FulfilmentState(models.TextChoices):
    WAITING = "waiting", _("Not started")
    PICKING = "picking", _("Picking")
    PACKED = "packed", _("Packed")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    COMPLETED = "completed", _("Completed")
    EXPIRED = "expired", _("Payment overdue")
    CANCELLED = "cancelled", _("Cancelled")


class AftersaleState(models.TextChoices):
    NONE = "none", _("None")
    OPEN = "open", _("Case open")
    CLOSED = "closed", _("Case closed")


class HoldState(models.TextChoices):
    NONE = "none", _("Not held")
    HELD = "held", _("Waiting for the customer")
    ANSWERED = "answered", _("Customer answered")


class Delivery(models.TextChoices):
    PARCEL = "parcel", _("By parcel")
    BOTH = "both", _("By parcel and to be read here")
    ONLINE = "online", _("To be read here")


P, R, F_, A, H = PaymentState, ReviewState, FulfilmentState, AftersaleState, HoldState


class OrderQuerySet(StoreScoped, models.QuerySet):
    def of(self, customer):
        return self.filter(customer=customer)

    def in_review(self):
        return self.filter(display=Display.IN_REVIEW)

    def held(self):
        return self.filter(display=Display.ON_HOLD)

    def to_be_paid(self, now):
        return self.filter(payment_state=P.UNPAID, fulfilment_state=F_.WAITING, pay_by__gt=now)

    def overdue_unpaid(self, now):
        return self.filter(payment_state=P.UNPAID, fulfilment_state=F_.WAITING, pay_by__lte=now)


class Order(Moves, models.Model):
    flows = {
        "payment": Flow(
            "payment_state",
            pay=Move((P.UNPAID,), P.PAID, label=_("Receive payment")),
            start_refund=Move((P.PAID,), P.REFUNDING, label=_("Refund")),
            end_refund=Move((P.REFUNDING,), P.REFUNDED, label=_("Refund succeeded")),
        ),
        "review": Flow("review_state", approve=Move((R.WAITING,), R.APPROVED, label=_("Approve"))),
        "fulfilment": Flow(
            "fulfilment_state",
            start_picking=Move((F_.WAITING,), F_.PICKING, label=_("Start picking")),
            pack=Move((F_.PICKING,), F_.PACKED, label=_("Pack")),
            ship=Move((F_.PACKED,), F_.SHIPPED, label=_("Ship")),
            deliver=Move((F_.SHIPPED,), F_.DELIVERED, label=_("Deliver")),
            complete=Move((F_.SHIPPED, F_.DELIVERED), F_.COMPLETED, label=_("Complete")),
            hand_over=Move((F_.WAITING,), F_.COMPLETED, label=_("Deliver electronically")),
            expire=Move((F_.WAITING,), F_.EXPIRED, label=_("Let expire")),
            cancel=Move((F_.WAITING, F_.PICKING), F_.CANCELLED, label=_("Cancel")),
            revive=Move((F_.EXPIRED, F_.CANCELLED), F_.WAITING, label=_("Revive")),
        ),
        "aftersale": Flow(
            "aftersale_state",
            open_case=Move((A.NONE, A.CLOSED), A.OPEN, label=_("Open a case")),
            close_case=Move((A.OPEN,), A.CLOSED, label=_("Close the case")),
        ),
        "hold": Flow(
            "hold_state",
            hold=Move((H.NONE,), H.HELD, label=_("Hold")),
            answer=Move((H.HELD,), H.ANSWERED, label=_("Answer")),
            release=Move((H.HELD, H.ANSWERED), H.NONE, label=_("Release")),
        ),
    }
    TONES = {
        "display": DISPLAY_TONES,
        "display_state": DISPLAY_TONES,
        "payment_state": {P.UNPAID: "warn", P.PAID: "ok", P.REFUNDING: "warn", P.REFUNDED: "neutral"},
        "review_state": {R.WAITING: "info", R.APPROVED: "ok"},
        "fulfilment_state": {
            F_.WAITING: "neutral", F_.PICKING: "info", F_.PACKED: "info", F_.SHIPPED: "brand", F_.DELIVERED: "ok", F_.COMPLETED: "ok",
            F_.EXPIRED: "neutral", F_.CANCELLED: "neutral",
        },
        "aftersale_state": {A.NONE: "neutral", A.OPEN: "warn", A.CLOSED: "neutral"},
        "hold_state": {H.NONE: "neutral", H.HELD: "danger", H.ANSWERED: "warn"},
    }  # fmt: skip

    number = models.CharField(_("order number"), max_length=24, unique=True)
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="orders", verbose_name=_("store"))
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="orders", verbose_name=_("customer"))
    token = models.CharField(_("checkout token"), max_length=64, unique=True)

    payment_state = models.CharField(_("payment"), max_length=12, choices=PaymentState, default=P.UNPAID)
    review_state = models.CharField(_("review"), max_length=12, choices=ReviewState, default=R.WAITING)
    fulfilment_state = models.CharField(_("fulfilment"), max_length=12, choices=FulfilmentState, default=F_.WAITING)
    aftersale_state = models.CharField(_("after-sale"), max_length=12, choices=AftersaleState, default=A.NONE)
    hold_state = models.CharField(_("hold"), max_length=12, choices=HoldState, default=H.NONE)
    display = models.GeneratedField(
        expression=display_expression(),
        output_field=models.CharField(max_length=20, choices=Display),
        db_persist=True,
        verbose_name=_("state"),
    )

    delivery = models.CharField(
        _("how it is delivered"), max_length=6, choices=Delivery, default=Delivery.PARCEL, db_default=Delivery.PARCEL, editable=False,
        help_text=_("An order to be read here has no receiver and no address."))
    receiver_name = models.CharField(_("receiver"), max_length=40)
    receiver_phone = models.CharField(_("phone"), max_length=20)
    province = models.CharField(_("province"), max_length=30)
    city = models.CharField(_("city"), max_length=30)
    district = models.CharField(_("district"), max_length=30, blank=True)
    region_code = models.CharField(_("region code"), max_length=12)
    detail = models.CharField(_("street and number"), max_length=120)
    note = models.CharField(_("note of the customer"), max_length=200, blank=True)
    consents = models.JSONField(_("statements agreed to"), default=list, blank=True)

    goods_fen = FenField(_("goods"))
    freight_fen = FenField(_("freight"))
    discount_fen = FenField(_("saved by promotions"), default=0, db_default=0)
    coupon_fen = FenField(_("saved by a coupon"), default=0, db_default=0)
    total_fen = FenField(_("total"))

    placed_at = models.DateTimeField(_("placed"), default=clock.now)
    pay_by = models.DateTimeField(_("to be paid by"))
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    review_due_at = models.DateTimeField(_("review due"), null=True, blank=True)
    review_hits = SentencesField(_("rules hit"), default=list, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by_rules = models.CharField(_("approved by rules of version"), max_length=20, blank=True)
    ship_due_at = models.DateTimeField(_("to be shipped by"), null=True, blank=True)
    packed_at = models.DateTimeField(_("packed"), null=True, blank=True)
    shipped_at = models.DateTimeField(_("shipped"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    completes_at = models.DateTimeField(_("completes"), null=True, blank=True)
    timers_paused = models.BooleanField(_("timers paused"), default=False)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("cancelled or expired"), null=True, blank=True)
    end_reason = SentenceField(_("reason of the end"), max_length=200, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-placed_at", "-id"]
        permissions = [
            ("review_order", _("Can review orders")),
            ("hold_order", _("Can hold orders and ask the customer")),
            ("correct_order", _("Can correct the address of orders")),
            ("cancel_order", _("Can cancel orders")),
            ("reveal_order", _("Can see receivers in full")),
            ("export_order", _("Can export orders")),
        ]
        indexes = [
            models.Index(fields=["-placed_at", "-id"], name="order_newest"),
            models.Index(fields=["store", "-placed_at", "-id"], name="order_store_newest"),
            models.Index(fields=["customer", "-placed_at", "-id"], name="order_customer_newest"),
            models.Index(fields=["display", "-placed_at", "-id"], name="order_display_newest"),
            models.Index(fields=["pay_by"], condition=Q(payment_state="unpaid", fulfilment_state="waiting"), name="order_to_expire"),
            models.Index(fields=["completes_at"], condition=Q(fulfilment_state__in=("shipped", "delivered")), name="order_to_complete"),
            models.Index(fields=["receiver_phone"], name="order_by_phone"),
            models.Index(fields=["paid_at"], condition=Q(paid_at__isnull=False), name="order_paid"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(total_fen=F("goods_fen") + F("freight_fen") - F("discount_fen") - F("coupon_fen")), name="order_total_is_sum"
            ),
            models.CheckConstraint(condition=Q(discount_fen__gte=0, coupon_fen__gte=0), name="order_savings_not_negative"),
            models.CheckConstraint(condition=Q(goods_fen__gte=0, freight_fen__gte=0, total_fen__gt=0), name="order_amounts_not_negative"),
        ]

    def __str__(self):
        return self.number

    @property
    def display_state(self) -> Display:
        """What people read; see ``orders.models.display`` for what each word means."""
        return display_of(self)

    def get_display_display(self) -> str:
        """The word of the column that the database derives."""
        return Display(self.display).label

    @property
    def has_parcel(self) -> bool:
        return self.delivery != Delivery.ONLINE

    @property
    def has_readings(self) -> bool:
        return self.delivery != Delivery.PARCEL

    @property
    def off_fen(self) -> int:
        """All that promotions and coupon save."""
        return self.discount_fen + self.coupon_fen

    @property
    def region(self) -> str:
        """Province, city and district as on a label; a city that is its own province is named once."""
        names = [self.province, self.city, self.district]
        return "".join(name for at, name in enumerate(names) if name and name not in names[:at])

    @property
    def address(self) -> str:
        return f"{self.region} {self.detail}"


class OrderLine(models.Model):
    """One SKU of an order as it was sold. ``shares`` maps each component (goods, freight, promotion, coupon) to its fen per unit.

    ``savings`` explains the last two: one entry per offer, as the price engine told it. Of a bundle there is a line for each part; its
    ``unit_fen`` is the least a unit costs, for shares of a price may differ by a fen.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines", verbose_name=_("order"))
    position = models.PositiveSmallIntegerField(_("position"))
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="order_lines", verbose_name=_("SKU"))
    revision = models.ForeignKey("catalog.ProductRevision", models.PROTECT, related_name="+", verbose_name=_("page as sold"))
    bundle = models.ForeignKey(
        "orders.OrderBundle", models.CASCADE, null=True, blank=True, related_name="lines", verbose_name=_("out of a bundle"))
    sku_code = models.CharField(_("SKU code"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    spec = models.CharField(_("specification"), max_length=100, blank=True)
    approval_number = models.CharField(_("approval number"), max_length=60, blank=True)
    is_virtual = models.BooleanField(_("without a parcel"), default=False, db_default=False, editable=False)
    units = models.PositiveIntegerField(_("units"))
    unit_fen = FenField(_("unit price"))
    goods_fen = FenField(_("goods"))
    freight_fen = FenField(_("share of freight"))
    discount_fen = FenField(_("saved by promotions"), default=0, db_default=0)
    coupon_fen = FenField(_("saved by a coupon"), default=0, db_default=0)
    savings = models.JSONField(_("savings explained"), default=list, blank=True, db_default=models.Value([], models.JSONField()))
    shares = models.JSONField(_("shares per unit"), default=dict)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "sku", "bundle"], nulls_distinct=False, name="one_order_line_per_sku_and_bundle"),
            models.CheckConstraint(condition=Q(units__gte=1), name="order_line_units_positive"),
            models.CheckConstraint(condition=Q(is_virtual=False) | Q(units=1, bundle=None), name="one_copy_of_what_is_read"),
            models.CheckConstraint(
                condition=Q(goods_fen=F("unit_fen") * F("units"))
                | Q(bundle__isnull=False, goods_fen__gt=F("unit_fen") * F("units"), goods_fen__lt=(F("unit_fen") + 1) * F("units")),
                name="order_line_goods_are_its_units",
            ),
            models.CheckConstraint(
                condition=Q(discount_fen__gte=0, coupon_fen__gte=0, goods_fen__gte=F("discount_fen") + F("coupon_fen")),
                name="order_line_savings_within_goods",
            ),
        ]

    def __str__(self):
        return f"{self.title} × {self.units}"

    @property
    def total_fen(self) -> int:
        return self.goods_fen + self.freight_fen - self.off_fen

    @property
    def off_fen(self) -> int:
        return self.discount_fen + self.coupon_fen
