"""Coupons: a saving that a customer claims, keeps and spends on one order (state C21)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketing.models.offer import Offer
from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves


class CouponKind(Offer):
    """The terms of all coupons of one kind. Claimed from ``claims_from`` on, before ``claims_until``; used in the window of the offer."""

    off_fen = FenField(_("saving"))
    threshold_fen = FenField(_("from goods worth"))
    claims_from = models.DateTimeField(_("claimed from"))
    claims_until = models.DateTimeField(_("claimed until"))
    quota = models.PositiveIntegerField(_("coupons in all"))
    issued = models.PositiveIntegerField(_("issued"), default=0, editable=False)
    per_customer = models.PositiveSmallIntegerField(_("coupons per customer"), default=1)

    class Meta(Offer.Meta):
        verbose_name = _("kind of coupon")
        verbose_name_plural = _("kinds of coupons")
        indexes = [models.Index(fields=["claims_until"], condition=Q(is_active=True), name="couponkind_claimable")]
        constraints = [
            *Offer.Meta.constraints,
            models.CheckConstraint(condition=Q(issued__lte=F("quota")), name="couponkind_within_quota"),
            models.CheckConstraint(condition=Q(off_fen__gt=0, off_fen__lte=F("threshold_fen")), name="couponkind_saves_within_threshold"),
            models.CheckConstraint(condition=Q(claims_until__gt=F("claims_from")), name="couponkind_claims_forward"),
            models.CheckConstraint(condition=Q(claims_until__lte=F("ends_at")), name="couponkind_claims_before_end"),
            models.CheckConstraint(condition=Q(per_customer__gte=1), name="couponkind_per_customer_positive"),
        ]

    def get_absolute_url(self):
        return reverse("backoffice:coupon-kind", args=[self.code])

    @property
    def left(self) -> int:
        return self.quota - self.issued

    def counts(self) -> dict[str, int]:
        """How many of its coupons stand in each state that occurs."""
        return dict(self.coupons.order_by("state").values_list("state").annotate(count=models.Count("pk")))


class CouponQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the kinds that the person sees."""
        return self.filter(kind__in=CouponKind.objects.visible_to(user))

    def usable(self, now):
        """Whether its kind is still switched on does not matter: what was given out is a promise."""
        return self.filter(state__in=Coupon.OPEN, valid_until__gt=now, issued_at__lte=now, kind__starts_at__lte=now)

    def overdue(self, now):
        return self.filter(state__in=Coupon.OPEN, valid_until__lte=now)


class Coupon(Moves, models.Model):
    """One coupon of one customer. ``reference`` is the number of the order that holds or used it last."""

    class State(models.TextChoices):
        ISSUED = "issued", _("Unused")
        HELD = "held", _("In an unpaid order")
        USED = "used", _("Used")
        RETURNED = "returned", _("Given back")
        EXPIRED = "expired", _("Expired")
        VOID = "void", _("Void")

    OPEN = (State.ISSUED, State.RETURNED)
    flow = Flow(
        "state",
        hold=Move(OPEN, State.HELD, label=_("Hold for an order")),
        use=Move((State.HELD,), State.USED, label=_("Use")),
        give_back=Move((State.HELD, State.USED), State.RETURNED, label=_("Give back")),
        expire=Move(OPEN, State.EXPIRED, label=_("Let expire")),
        void=Move(OPEN, State.VOID, label=_("Make void")),
    )
    TONES = {
        State.ISSUED: "ok", State.HELD: "warn", State.USED: "neutral", State.RETURNED: "info", State.EXPIRED: "neutral",
        State.VOID: "danger",
    }  # fmt: skip

    code = models.CharField(_("coupon number"), max_length=24, unique=True)
    kind = models.ForeignKey(CouponKind, models.PROTECT, related_name="coupons", verbose_name=_("kind of coupon"))
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="coupons", verbose_name=_("customer"))
    nth = models.PositiveSmallIntegerField(_("which one of the customer's"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ISSUED)
    reference = models.CharField(_("order"), max_length=40, blank=True)
    valid_until = models.DateTimeField(_("good until"))
    issued_at = models.DateTimeField(_("claimed"), default=clock.now)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    objects = CouponQuerySet.as_manager()

    class Meta:
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        ordering = ["-id"]
        permissions = [("void_coupon", _("Can make coupons void"))]
        indexes = [
            models.Index(fields=["customer", "-id"], name="coupon_of_customer"),
            models.Index(fields=["kind", "-id"], name="coupon_of_kind"),
            models.Index(fields=["valid_until"], condition=Q(state__in=("issued", "returned")), name="coupon_to_expire"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "customer", "nth"], name="coupon_nth_of_customer"),
            models.UniqueConstraint(fields=["reference"], condition=Q(state__in=("held", "used")), name="one_coupon_per_order"),
            models.CheckConstraint(condition=~Q(state__in=("held", "used")) | ~Q(reference=""), name="coupon_names_its_order"),
        ]

    def __str__(self):
        return self.code
