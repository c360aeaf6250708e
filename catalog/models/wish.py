"""What customers keep in mind: favourites, what they looked at, and goods they wait for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class Favourite(models.Model):
    """``price_fen``: what it cost then, so that the list can say how the price moved."""

    customer = models.ForeignKey("accounts.Customer", models.CASCADE, related_name="favourites", verbose_name=_("customer"))
    listing = models.ForeignKey("catalog.Listing", models.CASCADE, related_name="favourites", verbose_name=_("listing"))
    price_fen = FenField(_("price then"), null=True)
    at = models.DateTimeField(_("kept"), default=clock.now)

    class Meta:
        verbose_name = _("favourite")
        verbose_name_plural = _("favourites")
        ordering = ["-at", "-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["customer", "listing"], name="favourite_once")]
        indexes = [models.Index(fields=["customer", "-at", "-id"], name="favourites_newest")]

    def __str__(self):
        return f"{self.customer_id} · {self.listing_id}"


class Visit(models.Model):
    """The last time a signed-in customer looked at a product in a store. At most as many as the register says are kept."""

    customer = models.ForeignKey("accounts.Customer", models.CASCADE, related_name="visits", verbose_name=_("customer"))
    listing = models.ForeignKey("catalog.Listing", models.CASCADE, related_name="+", verbose_name=_("listing"))
    at = models.DateTimeField(_("last visit"), default=clock.now)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-at", "-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["customer", "listing"], name="visit_once")]
        indexes = [models.Index(fields=["customer", "-at", "-id"], name="visits_newest")]

    def __str__(self):
        return f"{self.customer_id} · {self.listing_id}"


class StockNoticeQuerySet(StoreScoped, models.QuerySet):
    store_path = "listing__store"

    def waiting(self):
        return self.filter(state=StockNotice.State.WAITING)


class StockNotice(Moves, models.Model):
    """A customer waits for sold-out goods. Told once, in the order of asking, as far as the units reach."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TOLD = "told", _("Told")
        LEFT = "left", _("No longer wanted")
        EXPIRED = "expired", _("Expired")

    TONES = {State.WAITING: "warn", State.TOLD: "ok", State.LEFT: "neutral", State.EXPIRED: "neutral"}
    flow = Flow(
        "state",
        tell=Move((State.WAITING,), State.TOLD, label=_("Tell")),
        leave=Move((State.WAITING, State.TOLD), State.LEFT, label=_("Leave")),
        expire=Move((State.WAITING,), State.EXPIRED, label=_("Let expire")),
    )

    customer = models.ForeignKey("accounts.Customer", models.CASCADE, related_name="stock_notices", verbose_name=_("customer"))
    listing = models.ForeignKey("catalog.Listing", models.CASCADE, related_name="stock_notices", verbose_name=_("listing"))
    sku = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="+", verbose_name=_("SKU"))
    units = models.PositiveSmallIntegerField(_("units wanted"), default=1)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    expires_at = models.DateTimeField(_("waits until"))
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    objects = StockNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("back-in-stock notice")
        verbose_name_plural = _("back-in-stock notices")
        ordering = ["-asked_at", "-id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["customer", "listing", "sku"], condition=Q(state="waiting"), name="waits_once"),
            models.CheckConstraint(condition=Q(units__gte=1, units__lte=20), name="notice_units_in_bounds"),
        ]
        indexes = [
            models.Index(fields=["sku", "id"], condition=Q(state="waiting"), name="notices_in_order"),
            models.Index(fields=["expires_at"], condition=Q(state="waiting"), name="notices_to_expire"),
            models.Index(fields=["sku", "told_at"], condition=Q(state="told"), name="notices_told"),
        ]

    def __str__(self):
        return f"{self.sku_id} × {self.units}"
