"""The library of pictures, videos and papers: what shows what, who made it, and until when we may use it (duties D4, D5)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.models import StoredFile
from microstore.stores import norms
from microstore.stores.models.store import Store
from microstore.stores.scope import store_ids_visible_to


class AssetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff of an authorised store see their own and what every store may use."""
        ids = store_ids_visible_to(user)
        if ids is None:
            return self
        return self.filter(Q(store__in=ids) | Q(store=None, scope=Asset.Scope.ALL))

    def kept(self):
        return self.filter(is_retired=False)

    def ended(self, day=None):
        return self.kept().filter(rights_until__lt=day or clock.today())

    def ending(self, day=None, days=None):
        day = day or clock.today()
        return self.kept().filter(rights_until__range=(day, day + timedelta(days=norms.RIGHTS_FIRST.value if days is None else days)))

    def usable(self, day=None):
        """In the library, and its rights hold today."""
        return self.kept().filter(Q(rights_until=None) | Q(rights_until__gte=day or clock.today()))


class Asset(models.Model):
    """One picture, video or paper. A new file takes the place of an old one as a further version; the old one stays for what showed it."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        VIDEO = "video", _("Video")
        DOCUMENT = "document", _("Document")

    class Rights(models.TextChoices):
        OWN = "own", _("Made by us")
        LICENSED = "licensed", _("Licensed")
        SUPPLIER = "supplier", _("Given by the supplier")
        UNSTATED = "unstated", _("Not stated yet")

    class Scope(models.TextChoices):
        ALL = "all", _("All stores")
        OFFICIAL = "official", _("Our own stores alone")

    class Standing(models.TextChoices):
        HELD = "held", _("May be used")
        UNSTATED = "unstated", _("Rights not stated")
        ENDING = "ending", _("Rights end soon")
        ENDED = "ended", _("Rights ended")
        RETIRED = "retired", _("Taken out")

    TONES = {
        Standing.HELD: "ok", Standing.UNSTATED: "neutral", Standing.ENDING: "warn", Standing.ENDED: "danger", Standing.RETIRED: "neutral",
    }  # fmt: skip

    number = models.CharField(_("number"), max_length=24, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PICTURE)
    title = models.CharField(_("title"), max_length=80)
    alt = models.CharField(_("what it shows"), max_length=160, help_text=_("Read out to people who do not see it. It is scanned."))
    tags = ArrayField(models.CharField(max_length=20), verbose_name=_("tags"), default=list, blank=True)
    author = models.CharField(_("author or source"), max_length=120)
    rights = models.CharField(_("right to use"), max_length=10, choices=Rights, default=Rights.UNSTATED)
    scope = models.CharField(_("where it may be used"), max_length=10, choices=Scope, default=Scope.ALL)
    rights_note = models.CharField(_("terms"), max_length=200, blank=True)
    rights_until = models.DateField(_("rights end on"), null=True, blank=True)
    licence = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("licence paper"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    captions = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("captions"))
    store = models.ForeignKey(Store, models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("store"))
    is_retired = models.BooleanField(_("taken out"), default=False, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"), default=clock.now, editable=False)

    objects = AssetQuerySet.as_manager()

    class Meta:
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        ordering = ["-id"]
        permissions = [("replace_asset", _("Can replace a picture wherever it is used"))]
        indexes = [
            models.Index(fields=["kind", "-id"], name="asset_newest_of_kind"),
            models.Index(fields=["rights_until"], condition=Q(is_retired=False, rights_until__isnull=False), name="asset_rights_end"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(alt="") & ~Q(title=""), name="asset_says_what_it_shows")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("backoffice:asset", args=[self.number])

    @property
    def days_left(self):
        return None if self.rights_until is None else (self.rights_until - clock.today()).days

    @property
    def standing(self):
        if self.is_retired:
            return self.Standing.RETIRED
        if self.days_left is not None and self.days_left < 0:
            return self.Standing.ENDED
        if self.days_left is not None and self.days_left <= norms.RIGHTS_FIRST.value:
            return self.Standing.ENDING
        return self.Standing.UNSTATED if self.rights == self.Rights.UNSTATED else self.Standing.HELD

    @property
    def is_usable(self) -> bool:
        return self.standing not in (self.Standing.ENDED, self.Standing.RETIRED)

    def may_stand_in(self, store) -> bool:
        """Whether its rights and its owner allow the store."""
        if self.store_id is not None:
            return self.store_id == store.pk
        return self.scope == self.Scope.ALL or store.is_official


class AssetVersion(models.Model):
    """One file of an asset. The newest is the one to be used; pages that are live may still show an older one."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="versions", verbose_name=_("asset"))
    number = models.PositiveIntegerField(_("version"))
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="asset_version", verbose_name=_("file"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("added by"))
    at = models.DateTimeField(_("added"), default=clock.now)

    class Meta:
        verbose_name = _("version of an asset")
        verbose_name_plural = _("versions of assets")
        ordering = ["asset", "-number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="assetversion_once")]

    def __str__(self):
        return f"{self.asset} #{self.number}"


class RightsWarning(models.Model):
    """That people were told, ``days`` before the end (−1: after it), that a right to use runs out. A later end is warned of anew."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="warnings", verbose_name=_("asset"))
    rights_until = models.DateField(_("rights end on"))
    days = models.SmallIntegerField(_("days before the end"))
    told = models.PositiveSmallIntegerField(_("people told"), default=0)
    at = models.DateTimeField(_("warned"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("warning of ending rights")
        verbose_name_plural = _("warnings of ending rights")
        constraints = [models.UniqueConstraint(fields=["asset", "rights_until", "days"], name="rightswarning_once")]

    def __str__(self):
        return f"{self.asset} −{self.days}"
