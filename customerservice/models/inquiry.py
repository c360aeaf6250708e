"""A question of customer service to another department, about a complaint, a conversation or anything else (duties C4, C14)."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.states import Flow, Move, Moves
from microstore.stores.scope import StoreScoped


class InquiryState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("inquiry", "Asked")
    ANSWERED = "answered", _("Answered")


class InquiryQuerySet(StoreScoped, models.QuerySet):
    def about(self, row):
        return self.filter(subject_type=row._meta.label_lower, subject_id=row.pk).select_related("asked_by", "answered_by")

    def for_department_of(self, user):
        """What this person's department is asked; a superuser sees all."""
        department = getattr(getattr(user, "staff", None), "department", None)
        return self if user.is_superuser else self.filter(department=department or "")

    def waiting(self):
        return self.filter(state=InquiryState.ASKED)

    def out_of(self, model):
        """Those about rows of one kind, such as conversations."""
        return self.filter(subject_type=model._meta.label_lower)

    def put(self, subject, *, department: str, question: str, by, span) -> "Inquiry":
        """``subject`` has a ``store`` and a ``number``; the answer is due after ``span``."""
        now = clock.now()
        return self.create(
            subject_type=subject._meta.label_lower, subject_id=subject.pk, subject_label=subject.number, store_id=subject.store_id,
            department=department, question=question.strip()[:1000], asked_by=by, asked_at=now, due_at=now + span,
        )  # fmt: skip


class Inquiry(Moves, models.Model):
    flow = Flow("state", answer=Move((InquiryState.ASKED,), InquiryState.ANSWERED, label=_("Answer")))
    TONES = {InquiryState.ASKED: "warn", InquiryState.ANSWERED: "ok"}

    subject_type = models.CharField(_("kind of subject"), max_length=60)
    subject_id = models.BigIntegerField(_("subject"))
    subject_label = models.CharField(_("about"), max_length=100)
    store = models.ForeignKey("stores.Store", models.PROTECT, related_name="inquiries", verbose_name=_("store"))
    department = models.CharField(_("department asked"), max_length=20, choices=Department)
    question = models.TextField(_("question"), max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="inquiries", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=InquiryState, default=InquiryState.ASKED)
    answer_text = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a department")
        verbose_name_plural = _("questions to departments")
        ordering = ["due_at", "pk"]
        permissions = [("answer_inquiry", _("Can answer questions to one's department"))]
        indexes = [
            models.Index(fields=["department", "due_at", "id"], condition=Q(state="asked"), name="inquiry_waiting"),
            models.Index(fields=["subject_type", "subject_id"], name="inquiry_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_label} → {self.get_department_display()}"

    @property
    def subject(self) -> models.Model:
        return apps.get_model(self.subject_type)._base_manager.get(pk=self.subject_id)
