"""What a customer wants done with their personal data, and how far it has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models.customer import Customer
from microstore.core import clock
from microstore.core.states import Flow, Move, Moves


class PrivacyKind(models.TextChoices):
    EXPORT = "export", _("Copy of the own data")
    CORRECTION = "correction", _("Correction")
    CLOSING = "closing", _("Closing of the account")


class PrivacyState(models.TextChoices):
    ASKED = "asked", _("Being worked on")
    READY = "ready", _("Ready to be fetched")
    KEEPING = "keeping", _("Closed, records kept by law")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Taken back")
    REFUSED = "refused", _("Refused")


S = PrivacyState
OPEN = (S.ASKED,)


class PrivacyRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A wish is about the person in every store: only who works for all stores handles it."""
        staff = getattr(user, "staff", None)
        return self if user.is_superuser or (staff is not None and staff.sees_all_stores) else self.none()

    def open(self):
        return self.filter(state=S.ASKED)

    def to_answer(self):
        """Those that wait for a person and not for a machine: all but what runs by itself."""
        return self.open().filter(Q(kind=PrivacyKind.CORRECTION) | Q(next_at=None) | ~Q(trouble=""))

    def due(self, now):
        """Closings whose days are over, and kept records whose time may be."""
        return self.filter(next_at__lte=now, state__in=(S.ASKED, S.KEEPING), kind=PrivacyKind.CLOSING)


class PrivacyRequest(Moves, models.Model):
    """``parts`` maps each kind of data that is erased already to its rows, so that a killed worker goes on where it was.

    ``next_at``: a closing is carried out, later its kept records are looked at again. ``identity``: how staff knew who asked.
    """

    flow = Flow(
        "state",
        make_ready=Move((S.ASKED,), S.READY, label=_("Make ready")),
        close_account=Move((S.ASKED,), S.KEEPING, label=_("Close the account")),
        settle=Move((S.ASKED, S.READY, S.KEEPING), S.DONE, label=_("Mark as done")),
        withdraw=Move((S.ASKED,), S.WITHDRAWN, label=_("Take back")),
        refuse=Move((S.ASKED,), S.REFUSED, label=_("Refuse")),
    )
    TONES = {S.ASKED: "warn", S.READY: "brand", S.KEEPING: "info", S.DONE: "ok", S.WITHDRAWN: "neutral", S.REFUSED: "danger"}

    number = models.CharField(_("number"), max_length=24, unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="privacy_requests", verbose_name=_("customer"))
    kind = models.CharField(_("wish"), max_length=12, choices=PrivacyKind)
    state = models.CharField(_("state"), max_length=12, choices=S, default=S.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    due_at = models.DateTimeField(_("to be answered by"))
    next_at = models.DateTimeField(_("next step"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken in by"))
    identity = models.CharField(_("how the person was recognised"), max_length=200, blank=True)
    text = models.CharField(_("what is wanted"), max_length=500, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    trouble = models.CharField(_("in the way"), max_length=300, blank=True)
    parts = models.JSONField(_("erased"), default=dict, blank=True)
    file = models.ForeignKey("core.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("file"))
    fetched = models.PositiveIntegerField(_("times fetched"), default=0)

    objects = PrivacyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy request")
        verbose_name_plural = _("privacy requests")
        ordering = ["-asked_at", "-id"]
        permissions = [("handle_privacyrequest", _("Handle privacy requests")), ("view_reveals", _("See who looked at personal data"))]
        indexes = [
            models.Index(fields=["-asked_at", "-id"], name="privacy_newest"),
            models.Index(fields=["due_at"], condition=Q(state="asked"), name="privacy_open"),
            models.Index(fields=["next_at"], condition=Q(state__in=("asked", "keeping")), name="privacy_next"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["customer", "kind"], condition=Q(state="asked"), name="one_open_privacy_request_each"),
            models.CheckConstraint(condition=Q(by=None) | ~Q(identity=""), name="privacy_by_staff_names_the_proof"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("backoffice:privacy-request", args=[self.number])
