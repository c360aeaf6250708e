"""Links and posters that colleagues pass on: whose they are, how many people came by them, which orders did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.stores.scope import StoreScoped


class ShareCode(models.Model):
    """The word in the links of one colleague. It says nothing of the person, and stays theirs."""

    staff = models.OneToOneField("accounts.Staff", models.PROTECT, related_name="share_code", verbose_name=_("member of staff"))
    code = models.CharField(_("code"), max_length=8, unique=True)
    made_at = models.DateTimeField(_("made"), default=clock.now)

    class Meta:
        verbose_name = _("code of a colleague")
        verbose_name_plural = _("codes of colleagues")
        ordering = ["id"]
        default_permissions = ("view",)

    def __str__(self):
        return self.code


class OfStore(StoreScoped, models.QuerySet):
    pass


class ShareDay(models.Model):
    """How often product pages were opened by a colleague's link on one day in one store; of visitors only their number."""

    share = models.ForeignKey(ShareCode, models.CASCADE, related_name="days", verbose_name=_("code of a colleague"))
    store = models.ForeignKey("stores.Store", models.CASCADE, related_name="+", verbose_name=_("store"))
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0)
    visitors = models.PositiveIntegerField(_("visitors"), default=0)

    objects = OfStore.as_manager()

    class Meta:
        verbose_name = _("day of a shared link")
        verbose_name_plural = _("days of shared links")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["share", "store", "day"], name="share_day_once")]

    def __str__(self):
        return f"{self.share_id} {self.day}"


class SharedOrder(models.Model):
    """An order whose goods were put into the cart by a colleague's link. Written with the order; it names no customer."""

    share = models.ForeignKey(ShareCode, models.PROTECT, related_name="orders", verbose_name=_("code of a colleague"))
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="+", verbose_name=_("store"))
    order_number = models.CharField(_("order number"), max_length=24, unique=True)
    at = models.DateTimeField(_("placed"), default=clock.now)

    objects = OfStore.as_manager()

    class Meta:
        verbose_name = _("order by a shared link")
        verbose_name_plural = _("orders by shared links")
        default_permissions = ()
        indexes = [models.Index(fields=["share", "at"], name="shared_orders_of_code")]

    def __str__(self):
        return self.order_number
