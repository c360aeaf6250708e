"""An update of goods on the shelf: another style, function or packaging, while what is left of the old pack sells through."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.product import Product
from catalog.models.tuning import CompanyRows
from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class ProductUpdate(Moves, models.Model):
    """Duty P12. Goods made on ``made_from`` or later come in the new pack; ``pictures_then`` are those of the old one."""

    class Kind(models.TextChoices):
        STYLE = "style", _("Style")
        FUNCTION = "function", _("Function")
        PACKAGING = "packaging", _("Packaging")

    class State(models.TextChoices):
        SELLING = "selling", _("Old pack sells through")
        SHIPPED = "shipped", _("New pack ships")
        DROPPED = "dropped", _("Given up")

    S = State
    TONES = {S.SELLING: "info", S.SHIPPED: "ok", S.DROPPED: "neutral"}
    flow = Flow(
        "state",
        ship_new=Move((S.SELLING,), S.SHIPPED, label=_("The new pack ships")),
        drop=Move((S.SELLING,), S.DROPPED, label=_("Give up")),
    )

    product = models.ForeignKey(Product, models.CASCADE, related_name="updates", verbose_name=_("product"))
    sku = models.ForeignKey(
        "catalog.Sku", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pack size"),
        help_text=_("Empty: every pack size."))
    kind = models.CharField(_("what changes"), max_length=10, choices=Kind)
    note = models.CharField(_("change note"), max_length=500)
    planned_on = models.DateField(_("planned for"))
    made_from = models.DateField(_("new pack from production day"), help_text=_("Goods made on this day or later come in the new pack."))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.SELLING, editable=False)
    pictures_then = models.JSONField(_("pictures of the old pack"), default=list, editable=False)
    opened_at = models.DateTimeField(_("opened"), default=clock.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("opened by"))
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    told_at = models.DateTimeField(_("customers told"), null=True, editable=False)
    told = models.PositiveIntegerField(_("customers told"), default=0, editable=False)

    objects = CompanyRows.as_manager()

    class Meta:
        verbose_name = _("product update")
        verbose_name_plural = _("product updates")
        ordering = ["-opened_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["product"], condition=Q(state="selling"), name="one_open_update")]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="update_newest"), models.Index(fields=["planned_on"], name="update_planned"),
            models.Index(fields=["ended_at"], condition=Q(state="shipped", told_at=None), name="update_to_tell"),
        ]

    def __str__(self):
        return f"{self.product} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("backoffice:product-update", args=[self.pk])

    @property
    def is_late(self) -> bool:
        return self.state == self.State.SELLING and self.planned_on < clock.today()

    def has_new_pictures(self, revision) -> bool:
        """Whether a page shows at least one picture that the old pack's page did not."""
        return bool(set(revision.pictures) - set(self.pictures_then))
