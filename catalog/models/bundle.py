"""What is inside a bundle: pack sizes with their units (decision 0030)."""
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class BundlePart(models.Model):
    """``units`` of a pack size in one bundle. Written by ``catalog.bundles.filling`` alone, and never again once the bundle has a price."""

    bundle = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="parts", verbose_name=_("bundle"))
    component = models.ForeignKey("catalog.Sku", models.PROTECT, related_name="part_of", verbose_name=_("pack size inside"))
    units = models.PositiveSmallIntegerField(_("units"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("part of a bundle")
        verbose_name_plural = _("parts of bundles")
        ordering = ["bundle", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "component"], name="component_once_in_bundle"),
            models.CheckConstraint(condition=Q(units__gte=1), name="bundle_part_of_something"),
            models.CheckConstraint(condition=~Q(bundle=F("component")), name="bundle_not_in_itself"),
        ]

    def __str__(self):
        return f"{self.bundle_id}: {self.component_id} × {self.units}"

    @property
    def page(self):
        """What customers read of the goods inside."""
        return self.component.product.live_revision
