"""StoppedText: a live text that the law of today blocks, and how it was mended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microstore.compliance.models.scan_record import ScanRecord
from microstore.core.sentences import SentenceField
from microstore.core.states import Flow, Move, Moves


class StoppedText(Moves, models.Model):
    """At most one open row per place. ``deed`` is what the owning department did by itself, as one sentence."""

    class State(models.TextChoices):
        OPEN = "open", _("To be mended")
        MENDED = "mended", _("Mended")

    TONES = {State.OPEN: "danger", State.MENDED: "ok"}
    flow = Flow("state", mend=Move((State.OPEN,), State.MENDED, label=_("Mended")))

    source = models.CharField(_("kind of place"), max_length=40)
    subject_id = models.BigIntegerField(_("row"))
    title = models.CharField(_("where it stands"), max_length=160)
    record = models.ForeignKey(ScanRecord, models.PROTECT, related_name="+", verbose_name=_("text scan"))
    words = models.CharField(_("words"), max_length=300)
    deed = SentenceField(_("done by itself"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN, editable=False)
    found_at = models.DateTimeField(_("found"))
    mended_at = models.DateTimeField(_("mended"), null=True)

    class Meta:
        verbose_name = _("blocked text")
        verbose_name_plural = _("blocked texts")
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject_id"], condition=models.Q(state="open"), name="one_open_stop_per_place"),
        ]
        indexes = [models.Index(fields=["-found_at", "-id"], name="stopped_newest_first")]

    def __str__(self):
        return self.title
