"""What somebody may read here because it was paid for: an e-book or an article (decision 0031)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class ReadingQuerySet(models.QuerySet):
    def current(self):
        """Promised or held: of one product a customer has one."""
        return self.filter(state__in=Reading.CURRENT)

    def held(self):
        return self.filter(state=Reading.State.HELD)


class Reading(Moves, models.Model):
    """One copy for one customer, given by the document ``reference`` (an order). What is read is the live page of the product, so that
    corrections reach everybody. ``opened_at`` is the moment after which it is not given back without a reason."""

    class State(models.TextChoices):
        PROMISED = "promised", _("Waits for payment")
        HELD = "held", _("Can be read")
        ENDED = "ended", _("Access ended")

    TONES = {State.PROMISED: "warn", State.HELD: "ok", State.ENDED: "neutral"}
    CURRENT = (State.PROMISED, State.HELD)
    flow = Flow(
        "state",
        grant=Move((State.PROMISED,), State.HELD, label=_("Give to read")),
        end=Move(CURRENT, State.ENDED, label=_("Take back")),
    )

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="readings", verbose_name=_("customer"))
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="readings", verbose_name=_("product"))
    reference = models.CharField(_("given by"), max_length=40, db_index=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROMISED, editable=False)
    promised_at = models.DateTimeField(_("ordered"), default=clock.now)
    granted_at = models.DateTimeField(_("can be read since"), null=True, editable=False)
    until = models.DateField(_("can be read until"), null=True, editable=False)
    opened_at = models.DateTimeField(_("first opened"), null=True, editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-book of a customer")
        verbose_name_plural = _("e-books of customers")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "product"], condition=Q(state__in=("promised", "held")), name="one_copy_per_customer"),
            models.CheckConstraint(condition=~Q(state="held") | Q(granted_at__isnull=False), name="held_reading_was_granted"),
            models.CheckConstraint(condition=Q(opened_at=None) | Q(granted_at__isnull=False), name="only_granted_readings_are_opened"),
        ]

    def __str__(self):
        return f"{self.product.code} · {self.reference}"

    @property
    def has_lapsed(self) -> bool:
        return self.until is not None and self.until < clock.today()

    @property
    def can_be_read(self) -> bool:
        return self.state == self.State.HELD and not self.has_lapsed
