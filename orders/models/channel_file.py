"""An order list of another platform, uploaded, looked at and imported."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.money import FenField
from microstore.core.states import Flow, Move, Moves
from orders.models.channel import Channel, ChannelScoped


class ChannelFile(Moves, models.Model):
    """``columns`` maps our field names to the headers that were recognised."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("To be checked")
        RUNNING = "running", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Failed")

    flow = Flow(
        "state",
        confirm=Move((State.UPLOADED, State.FAILED, State.DONE), State.RUNNING, label=_("Import")),
        end=Move((State.RUNNING,), State.DONE, label=_("Finish")),
        fail=Move((State.RUNNING,), State.FAILED, label=_("Fail")),
    )
    TONES = {State.UPLOADED: "warn", State.RUNNING: "brand", State.DONE: "ok", State.FAILED: "danger"}

    number = models.CharField(_("number"), max_length=24, unique=True)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="files", verbose_name=_("channel"))
    platform = models.CharField(_("kind of list"), max_length=40)
    name = models.CharField(_("file name"), max_length=200)
    path = models.CharField(_("stored under"), max_length=300, editable=False)
    size_bytes = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    encoding = models.CharField(_("encoding"), max_length=12, blank=True)
    columns = models.JSONField(_("columns"), default=dict)
    unknown_columns = models.JSONField(_("columns left out"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    made = models.PositiveIntegerField(_("new orders"), default=0)
    skipped = models.PositiveIntegerField(_("known before"), default=0)
    failed = models.PositiveIntegerField(_("rows with errors"), default=0)
    amount_fen = FenField(_("total"), default=0)
    paid_fen = FenField(_("paid"), default=0)
    refund_fen = FenField(_("refunded"), default=0)
    errors = models.ForeignKey(
        "core.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("rows with errors")
    )
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    at = models.DateTimeField(_("uploaded"), default=clock.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = ChannelScoped.as_manager()

    class Meta:
        verbose_name = _("order list")
        verbose_name_plural = _("order lists")
        ordering = ["-id"]

    def __str__(self):
        return self.number
