"""A micro-store and the people of an authorised one."""

from django.conf import settings
from django.core.cache import cache
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.core import clock, sentences
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped

valid_code = RegexValidator(r"^[a-z0-9][a-z0-9-]{1,29}$", _("Use 2 to 30 small letters, digits or dashes."))


class StoreQuerySet(StoreScoped, models.QuerySet):
    store_path = ""

    def open(self):
        return self.filter(state=Store.State.OPEN)

    def default(self):
        return self.filter(is_default=True)


class Store(Moves, models.Model):
    """A shop window with its own address. Official stores are ours; authorised ones belong to a partner we license.

    Its state is the part of C23 that customers and lower departments feel; research and plan stand in the opening, in operations.
    """

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official store")
        AUTHORISED = "authorised", _("Authorised store")

    class State(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        BUILDING = "building", _("Being built")
        ACCEPTANCE = "acceptance", _("In acceptance")
        OPEN = "open", _("Trading")
        SUSPENDED = "suspended", _("Closed for now")
        CLOSED = "closed", _("Closed")

    class Theme(models.TextChoices):
        LEAF = "leaf", _("Leaf green")
        LAKE = "lake", _("Lake blue")
        PLUM = "plum", _("Plum")

    class SuspendedFor(models.TextChoices):
        PAPERS = "papers", _("A licence or the authorisation has run out")
        DECISION = "decision", _("Closed by a person")

    TONES = {
        State.PREPARING: "neutral", State.BUILDING: "info", State.ACCEPTANCE: "info", State.OPEN: "ok", State.SUSPENDED: "warn",
        State.CLOSED: "neutral",
    }  # fmt: skip

    code = models.CharField(_("address code"), max_length=30, unique=True, validators=[valid_code])
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OFFICIAL)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING, editable=False)
    is_default = models.BooleanField(_("stands at the root address"), default=False)
    entity = models.CharField(_("legal name of the seller"), max_length=120)
    registered_address = models.CharField(_("registered address"), max_length=160, blank=True)
    phone = models.CharField(_("service phone"), max_length=20)
    service_hours = models.CharField(_("service hours"), max_length=60, blank=True)
    service_hours_en = models.CharField(
        _("service hours in English"), max_length=80, blank=True, default="", db_default="",
        help_text=_("Without it, readers of English see the Chinese."))
    theme = models.CharField(_("theme"), max_length=12, choices=Theme, default=Theme.LEAF)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    sells_until = models.DateField(_("papers hold until"), null=True, blank=True, editable=False)
    suspended_for = models.CharField(
        _("suspended because"), max_length=12, choices=SuspendedFor, blank=True, default="", db_default="", editable=False
    )

    flow = Flow(
        "state",
        build=Move((State.PREPARING,), State.BUILDING, label=_("Begin to build")),
        accept=Move((State.BUILDING,), State.ACCEPTANCE, label=_("Begin the acceptance")),
        rebuild=Move((State.ACCEPTANCE,), State.BUILDING, label=_("Back to building")),
        open=Move((State.ACCEPTANCE,), State.OPEN, label=_("Open the store")),
        suspend=Move((State.OPEN,), State.SUSPENDED, label=_("Close for now")),
        reopen=Move((State.SUSPENDED,), State.OPEN, label=_("Reopen")),
        close=Move(
            (State.PREPARING, State.BUILDING, State.ACCEPTANCE, State.OPEN, State.SUSPENDED), State.CLOSED, label=_("Close for good")
        ),
    )

    objects = StoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("store")
        verbose_name_plural = _("stores")
        ordering = ["-is_default", "kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="store_one_default"),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(kind="official"),
                name="store_default_is_official",
                violation_error_message=_("Only an official store can stand at the root address."),
            ),
        ]
        permissions = [
            ("open_store", _("Open, suspend and close stores")),
            ("publish_page", _("Publish and roll back store pages")),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        transaction.on_commit(lambda: cache.delete_many([self.cache_key(self.code), self.cache_key("")]))

    def get_absolute_url(self):
        """The home page as customers reach it."""
        return "/" if self.is_default else f"/s/{self.code}/"

    @property
    def hours(self) -> str:
        """When service answers, in the language of the reader, where it is said."""
        return self.service_hours_en if self.service_hours_en and sentences.is_read_in_english() else self.service_hours

    @staticmethod
    def cache_key(code):
        """Where the store of an address is remembered; the default store's is the empty code."""
        return f"stores.store:{code}"

    @property
    def is_official(self):
        return self.kind == self.Kind.OFFICIAL

    @property
    def is_trading(self):
        return self.state == self.State.OPEN

    @property
    def may_be_built(self):
        """Pages are drawn and goods are listed only after the plan was approved (duty O3)."""
        return self.state not in (self.State.PREPARING, self.State.CLOSED)

    @property
    def is_announced(self):
        """Strangers read that it opens soon."""
        return self.state in (self.State.BUILDING, self.State.ACCEPTANCE)

    @property
    def sells_now(self):
        """Whether an order may be placed today. In acceptance only those who may look in get as far as ordering.

        ``sells_until`` repeats the last day of the papers, so that the answer changes at midnight in Shanghai by itself.
        """
        is_manned = self.state in (self.State.OPEN, self.State.ACCEPTANCE)
        return is_manned and (self.sells_until is None or clock.today() <= self.sells_until)


class StoreStaffQuerySet(StoreScoped, models.QuerySet):
    pass


class StoreStaff(models.Model):
    """Somebody who works for one store: they see that store alone, unless their staff row says otherwise."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="staff", verbose_name=_("store"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stores", verbose_name=_("member of staff"))
    since = models.DateTimeField(_("since"), default=clock.now, editable=False)

    objects = StoreStaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("store staff")
        verbose_name_plural = _("store staff")
        constraints = [models.UniqueConstraint(fields=["store", "user"], name="storestaff_once_per_store")]

    def __str__(self):
        return f"{self.user} · {self.store}"
