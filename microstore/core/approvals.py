"""Approvals: a department asks, somebody else with the right decides, and the kind's yes or no runs in the decision's transaction."""

from dataclasses import dataclass
from typing import ClassVar

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from microstore.core import clock
from microstore.core.errors import Refused, require_reason
from microstore.core.events import news, publish
from microstore.core.handover import OpenWork, hand
from microstore.core.locking import locked
from microstore.core.models import Approval
from microstore.core.numbers import next_number

kinds: dict[str, type] = {}


def kind(code: str, *, permission: str):
    """Declare a kind of approval in a department's ``approvals.py``.

    The class has ``label`` and the static methods ``yes(subject, approval)``, ``no(subject, approval)`` and, if it helps the
    approver, ``describe(subject, approval)`` → list of (label, value). A ``Refused`` from yes or no undoes the decision.
    """

    def register(cls: type) -> type:
        cls.code, cls.permission = code, permission
        kinds[code] = cls
        return cls

    return register


@news("approval.asked")
@dataclass(frozen=True)
class ApprovalAsked:
    number: str
    kind: str
    label: ClassVar = _("Approval asked for")


@news("approval.decided")
@dataclass(frozen=True)
class ApprovalDecided:
    number: str
    kind: str
    granted: bool
    label: ClassVar = _("Approval decided")


def subject_of(approval: Approval) -> models.Model:
    return apps.get_model(approval.subject_type)._base_manager.get(pk=approval.subject_id)


def waiting_for(user) -> models.QuerySet[Approval]:
    """What this person may decide now: kinds they have the right for, in stores they see, not their own requests."""
    may = [code for code, cls in kinds.items() if user.has_perm(cls.permission)]
    rows = Approval.objects.filter(state=Approval.State.WAITING, kind__in=may).exclude(asked_by=user)
    return rows.select_related("asked_by").order_by("asked_at", "pk")


def waiting_about(row: models.Model) -> Approval | None:
    return Approval.objects.filter(state=Approval.State.WAITING, subject_type=row._meta.label_lower, subject_id=row.pk).first()


@transaction.atomic
def ask(code: str, *, subject, reason: str, by, **measure) -> Approval:
    """``measure``: what limits are judged by and scopes need, ``amount_fen``, ``percent``, ``store_id``, ``facts``.

    Refuses without a reason, and while the same thing is already being decided.
    """
    require_reason(reason)
    approval = Approval(
        number=next_number("AP"),
        kind=code,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:200],
        reason=reason,
        asked_by=by,
        asked_at=clock.now(),
        **measure,
    )
    try:
        with transaction.atomic():
            approval.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("An approval of this is already being waited for.")) from None
    publish(ApprovalAsked(approval.number, code), about=subject, by=by, reason=reason)
    return approval


@transaction.atomic
def decide(approval: Approval, *, yes: bool, reason: str, by) -> Approval:
    """Refuses without the right, without a reason for a no, for one's own request, and when somebody else was first."""
    approval = locked(Approval.objects.filter(pk=approval.pk)).get()
    cls = kinds[approval.kind]
    if approval.state != Approval.State.WAITING:
        raise Refused(_("%(number)s has been decided already.") % {"number": approval.number})
    if not by.has_perm(cls.permission):
        raise Refused(_("You do not have the right to decide this."))
    if approval.asked_by_id == by.pk:
        raise Refused(_("Nobody decides on their own request."))
    if not yes:
        require_reason(reason)
    approval.state = Approval.State.GRANTED if yes else Approval.State.DECLINED
    approval.decided_by, approval.decided_at, approval.decision_reason = by, clock.now(), reason
    approval.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    subject = subject_of(approval)
    (cls.yes if yes else cls.no)(subject, approval)
    publish(ApprovalDecided(approval.number, approval.kind, yes), about=subject, by=by, reason=reason)
    return approval


@transaction.atomic
def withdraw(approval: Approval, *, by) -> None:
    """The person who asked takes the request back; the kind's ``no`` runs."""
    approval = locked(Approval.objects.filter(pk=approval.pk)).get()
    if approval.state != Approval.State.WAITING or approval.asked_by_id != by.pk:
        raise Refused(_("Only the person who asked can take a waiting request back."))
    approval.state, approval.decided_by, approval.decided_at = Approval.State.WITHDRAWN, by, clock.now()
    approval.save(update_fields=["state", "decided_by", "decided_at"])
    kinds[approval.kind].no(subject_of(approval), approval)


def asked_by(user) -> models.QuerySet[Approval]:
    return Approval.objects.filter(state=Approval.State.WAITING, asked_by=user)


OpenWork.declare(
    "approvals", _("Requests that wait for a decision"), count=lambda user: asked_by(user).count(),
    pass_on=lambda user, to, by: hand("approvals", asked_by(user), "asked_by", to, by=by),
)  # fmt: skip
