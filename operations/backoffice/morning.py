"""The director's morning: ten minutes on a phone. Figures, what waits, decisions in one click, duties of the day, misses of yesterday."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from microstore.core import approvals, clock
from microstore.core.backoffice.approvals import label_of
from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import Menu, Page, ViewPage
from microstore.core.pages.page import wants_fragment
from operations import morning
from operations.backoffice import duty_rows
from operations.models import DutyRow
from operations.models.duty import LATE, DutyState

SHOWN = 10
DECISIONS = 20  # approvals on the page itself; the others wait behind its link
S = DutyState


class Morning(ViewPage):
    url = "morning/"
    name = "morning"
    title = _("Morning of the house")
    permission = "operations.open_morning"
    menu = Menu(Department.OPERATIONS, icon="sun", position=1)
    template = "operations/backoffice/morning.html"

    def context(self, request):
        user, today = request.user, clock.today()
        waiting = approvals.waiting_for(user)
        yesterday = DutyRow.objects.visible_to(user).filter(last=today - timedelta(days=1)).with_misses()
        late = DutyRow.objects.visible_to(user).late().select_related("person").order_by("due_at")
        return {
            **morning.of(user),
            "approvals": [asked(approval) for approval in waiting[:DECISIONS]],
            "approvals_count": waiting.count(),
            "lights": lights(user, today),
            "late": duty_rows.shown(late[:SHOWN], user),
            "misses": duty_rows.shown(yesterday.select_related("person").order_by("-missed", "pk")[:SHOWN], user),
        }


def asked(approval) -> dict:
    """What the approver must see before they decide, as on the page of the approval."""
    kind = approvals.kinds.get(approval.kind)
    described = kind.describe(approvals.subject_of(approval), approval) if hasattr(kind, "describe") else []
    return {"row": approval, "label": label_of(approval), "facts": described}


def lights(user, day) -> list[dict]:
    """Today's duties per department: done, open, late."""
    rows = DutyRow.objects.visible_to(user).filter(Q(last=day) | Q(state__in=LATE)).order_by()
    counted = rows.values("department").annotate(
        ok=Count("pk", filter=Q(state__in=(S.DONE, S.VERIFIED, S.WAIVED), missed=0)),
        warn=Count("pk", filter=Q(state__in=(S.SCHEDULED, S.DUE), missed=0)),
        danger=Count("pk", filter=Q(state__in=LATE) | Q(missed__gt=0)),
    )
    found = {row["department"]: row for row in counted}
    return [{**found[code], "label": label, "tone": tone(found[code])} for code, label in Department.choices if code in found]


def tone(row) -> str:
    return "danger" if row["danger"] else "warn" if row["warn"] else "ok"


class MorningDecide(Page):
    """One click: yes or no with a reason, and back to the morning. With a script the card alone is drawn anew."""

    url = "morning/approvals/<str:number>/"
    name = "morning-decide"
    title = _("Decide")
    permission = "operations.open_morning"

    def get(self, request, number):
        return redirect(Morning.get_url())

    def post(self, request, number):
        approval = approvals.waiting_for(request.user).filter(number=number).first()
        if approval is None:
            return self.gone(request, number)
        yes, reason = request.POST.get("answer") == "yes", request.POST.get("reason", "")
        try:
            approvals.decide(approval, yes=yes, reason=reason, by=request.user)
        except Refused as refusal:
            return self.answer(request, approval, refusal=str(refusal), reason=reason)
        return self.answer(request, approval, done=gettext("Granted") if yes else gettext("Declined"))

    def gone(self, request, number):
        """Somebody else was first, or it is not this person's to decide."""
        approval = approvals.Approval.objects.filter(number=number, kind__in=self.mine(request.user)).select_related("asked_by").first()
        if approval is None:
            raise Http404
        return self.answer(request, approval, refusal=gettext("%(number)s has been decided already.") % {"number": number})

    def mine(self, user) -> list[str]:
        return [code for code, kind in approvals.kinds.items() if user.has_perm(kind.permission)]

    def answer(self, request, approval, **said):
        if wants_fragment(request):
            status = 422 if said.get("refusal") else 200
            return self.draw("operations/backoffice/_morning_approval.html", {"one": asked(approval), **said}, status=status)
        if said.get("refusal"):
            messages.error(request, said["refusal"])
        else:
            messages.success(request, f"{approval.subject_label}: {said['done']}")
        return redirect(f"{Morning.get_url()}#approvals")
