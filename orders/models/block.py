"""The block list: customers from whom a store, or the company, takes no orders."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import store_ids_visible_to


class BlockQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Blocks of the person's stores, and those of the company, which count in each of them."""
        ids = store_ids_visible_to(user)
        return self if ids is None else self.filter(Q(store__in=ids) | Q(store=None))

    def against(self, customer, store):
        return self.filter(Q(store=store) | Q(store=None), customer=customer, state=CustomerBlock.State.BLOCKED)


class CustomerBlock(Moves, models.Model):
    """Without ``store`` it counts in every store. Orders that were placed before go on."""

    class State(models.TextChoices):
        BLOCKED = "blocked", _("No orders taken")
        LIFTED = "lifted", _("Lifted")

    TONES = {State.BLOCKED: "danger", State.LIFTED: "neutral"}
    flow = Flow("state", lift_block=Move((State.BLOCKED,), State.LIFTED, label=_("Lift the block")))

    customer = models.ForeignKey("accounts.Customer", models.CASCADE, related_name="blocks", verbose_name=_("customer"))
    store = models.ForeignKey("stores.Store", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("store"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.BLOCKED, editable=False)
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("blocked"), default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("blocked by"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocked customer")
        verbose_name_plural = _("blocked customers")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "store"], condition=Q(state="blocked"), nulls_distinct=False, name="customer_blocked_once")]
        indexes = [models.Index(fields=["-at", "-id"], name="block_newest")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
