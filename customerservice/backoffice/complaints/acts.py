"""What staff do with one complaint. Each act has its key in the cockpit."""

from django.utils.translation import gettext_lazy as _

from customerservice.backoffice.complaints.queue import ComplaintCockpit
from customerservice.complaints import forms as asked
from customerservice.models import RUNNING_COMPLAINT, Complaint, ComplaintState, Hold
from customerservice.services import complaints, inquiries
from customerservice.services.complaints.closing import Planned
from customerservice.services.complaints.receiving import batches_of
from customerservice.services.complaints.solving import limit_of
from inventory.models import Batch
from microstore.accounts.backoffice.reveal import RevealPage
from microstore.core.money import format_yuan
from microstore.core.pages import ActionPage, ReasonForm

ENDED = (ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.MERGED)
HANDLE = "customerservice.handle_complaint"
LEAD = "customerservice.lead_complaint"


class Act(ActionPage):
    model = Complaint
    lookup = "number"
    back = ComplaintCockpit
    permission = HANDLE
    key = ""

    def get_queryset(self):
        return super().get_queryset().select_related("store", "customer", "order", "owner", "batch")


class Acknowledge(Act):
    url, name, title = "complaints/<str:number>/acknowledge/", "complaint-acknowledge", _("Take up")
    move, key, icon = "acknowledge", "a", "check"

    def perform(self, row, form, by):
        complaints.acknowledge(row, by=by)
        return _("Taken up. Tell the customer what happens next.")


class AskDepartment(Act):
    url, name, title = "complaints/<str:number>/ask/", "complaint-ask", _("Ask a department")
    form_class, key, icon, tone = asked.AskForm, "d", "inbox", "plain"

    def is_open(self, row, user):
        return row.state in (ComplaintState.RECEIVED, ComplaintState.INVESTIGATING) or row.is_open("investigate")

    def perform(self, row, form, by):
        inquiries.ask(row, **form.cleaned_data, by=by)
        return _("Asked. The answer appears here.")


class Offer(Act):
    url, name, title = "complaints/<str:number>/offer/", "complaint-offer", _("Offer a solution")
    form_class, key, icon = asked.OfferForm, "o", "send"

    def is_open(self, row, user):
        return row.is_open("offer") or row.is_open("acknowledge")

    def facts(self, row):
        limit = limit_of(self.request.user)
        return [(_("You may offer up to"), format_yuan(limit) if limit is not None else _("no limit")), (_("Wish"), row.wish or "—")]

    def perform(self, row, form, by):
        data = form.cleaned_data
        done = complaints.offer(row, kind=data["kind"], text=data["text"], amount_fen=data["amount"] or 0, by=by)
        waits = done.state == done.State.WAITING
        return _("Waits for approval; the clock runs on.") if waits else _("Offered. The customer has been told.")


class Accept(Act):
    url, name, title = "complaints/<str:number>/accept/", "complaint-accept", _("Customer accepts")
    move, key, icon, form_class = "accept", "y", "check", asked.NoteForm

    def perform(self, row, form, by):
        complaints.accept(row, by=by, note=form.cleaned_data["note"])
        return _("Accepted. Now carry it out.")


class Refuse(Act):
    url, name, title = "complaints/<str:number>/refuse/", "complaint-refuse", _("Customer refuses")
    move, key, icon, tone, form_class = "refuse", "n", "x", "plain", ReasonForm

    def perform(self, row, form, by):
        complaints.refuse(row, reason=form.cleaned_data["reason"], by=by)
        return _("Refused. A superior takes over; a new three hours have begun.")


class CarryOut(Act):
    url, name, title = "complaints/<str:number>/carry-out/", "complaint-implement", _("Carry out")
    move, key, icon, form_class = "implement", "i", "play", asked.CarryOutForm

    def facts(self, row):
        taken = row.solutions.filter(state="accepted").order_by("-pk").first()
        return [(taken.get_kind_display(), f"{taken.text} {format_yuan(taken.amount_fen) if taken.amount_fen else ''}")] if taken else []

    def perform(self, row, form, by):
        complaints.implement(row, text=form.cleaned_data["text"], by=by)
        return _("Being carried out.")


class Resolve(Act):
    url, name, title = "complaints/<str:number>/resolve/", "complaint-resolve", _("Resolved")
    move, key, icon = "resolve", "r", "check"

    def perform(self, row, form, by):
        complaints.resolve(row, by=by)
        return _("Resolved. The customer is asked whether they are satisfied.")


class RecordSatisfaction(Act):
    url, name, title = "complaints/<str:number>/satisfaction/", "complaint-record", _("Record satisfaction")
    form_class, key, icon = asked.SatisfactionForm, "s", "phone"

    def is_open(self, row, user):
        return row.state == ComplaintState.SATISFACTION_CHECK and not row.satisfaction

    def perform(self, row, form, by):
        complaints.record_by_hand(row, result=form.cleaned_data["result"], note=form.cleaned_data["note"], by=by)
        return _("Recorded.")


class FindCause(Act):
    url, name, title = "complaints/<str:number>/cause/", "complaint-cause", _("Cause and measure")
    form_class, key, icon, tone = asked.CauseForm, "g", "edit", "plain"

    def is_open(self, row, user):
        return row.state not in ENDED and row.state != ComplaintState.RECEIVED

    def initial(self, row):
        return {"cause": row.cause, "note": row.cause_note, "because": row.no_measure_because}

    def perform(self, row, form, by):
        data = form.cleaned_data
        complaints.find_cause(row, cause=data["cause"], note=data["note"], because=data["because"], by=by)
        if data["measure"]:
            complaints.decide_measures(row, [Planned(data["measure"], data["owner"], data["due_on"])])
        return _("Cause and measure are kept.")


class Close(Act):
    url, name, title = "complaints/<str:number>/close/", "complaint-close", _("Close")
    move, key, icon = "close", "c", "check"

    def perform(self, row, form, by):
        complaints.close(row, by=by)
        return _("%(number)s is closed.") % {"number": row}


class Reopen(Act):
    url, name, title = "complaints/<str:number>/reopen/", "complaint-reopen", _("Open again")
    move, icon, tone, form_class = "reopen", "undo", "plain", ReasonForm

    def perform(self, row, form, by):
        complaints.reopen(row, reason=form.cleaned_data["reason"], by=by)
        return _("Open again; a superior takes over.")


class HandOver(Act):
    url, name, title = "complaints/<str:number>/hand-over/", "complaint-hand-over", _("Hand over")
    form_class, key, icon, tone = asked.HandOverForm, "h", "user", "plain"

    def is_open(self, row, user):
        return row.state not in ENDED

    def perform(self, row, form, by):
        complaints.hand_over(row, form.cleaned_data["owner"], reason=form.cleaned_data["reason"], by=by)
        return _("Handed over. The clock runs on.")


class ChangeSeverity(Act):
    url, name, title = "complaints/<str:number>/severity/", "complaint-severity", _("Change severity")
    form_class, icon, tone = asked.SeverityForm, "alert", "plain"

    def is_open(self, row, user):
        return row.state not in ENDED

    def initial(self, row):
        return {"severity": row.severity}

    def perform(self, row, form, by):
        complaints.change_severity(row, form.cleaned_data["severity"], reason=form.cleaned_data["reason"], by=by)
        return _("Severity changed.")


class Merge(Act):
    url, name, title = "complaints/<str:number>/merge/", "complaint-merge", _("Join with another")
    permission, form_class, move, icon, tone = LEAD, asked.MergeForm, "merge", "merge", "plain"

    def others(self, row):
        rows = Complaint.objects.visible_to(self.request.user).filter(customer_id=row.customer_id, store_id=row.store_id)
        return rows.filter(state__in=RUNNING_COMPLAINT).exclude(pk=row.pk)

    def is_open(self, row, user):
        return row.is_open("merge") and row.customer_id is not None and self.others(row).exists()

    def form_kwargs(self, row):
        return {"others": self.others(row)}

    def perform(self, row, form, by):
        complaints.merge(row, form.cleaned_data["into"], reason=form.cleaned_data["reason"], by=by)
        return _("Joined. The older clock is kept.")


class Pause(Act):
    url, name, title = "complaints/<str:number>/pause/", "complaint-pause", _("Let the resolution rest")
    form_class, icon, tone = ReasonForm, "pause", "plain"

    def is_open(self, row, user):
        return row.is_running and not row.paused_for

    def perform(self, row, form, by):
        complaints.pause(row, reason=form.cleaned_data["reason"], by=by)
        return _("The resolution rests; a word of the customer wakes it.")


class Resume(Act):
    url, name, title = "complaints/<str:number>/resume/", "complaint-resume", _("Let the resolution go on")
    icon, tone = "play", "plain"

    def is_open(self, row, user):
        return bool(row.paused_for) and row.is_running

    def perform(self, row, form, by):
        complaints.resume(row, by=by)
        return _("The resolution goes on.")


class Withdraw(Act):
    url, name, title = "complaints/<str:number>/withdraw/", "complaint-withdraw", _("Customer withdraws")
    move, icon, tone, form_class = "withdraw", "stop", "danger", ReasonForm

    def perform(self, row, form, by):
        complaints.withdraw(row, by=by, reason=form.cleaned_data["reason"])
        return _("Withdrawn.")


class DecideHold(Act):
    url, name, title = "complaints/<str:number>/hold/", "complaint-hold", _("Hold the batch")
    permission = ("customerservice.view_complaint", "inventory.hold_batch")
    form_class, key, icon, tone = asked.HoldBatchForm, "b", "pause", "danger"

    def is_open(self, row, user):
        return row.hold == Hold.PROPOSED

    def form_kwargs(self, row):
        keys = {batch.pk for batch in batches_of(row.order, row.order_line)} | {row.batch_id}
        return {"batches": Batch.objects.filter(pk__in=keys - {None}, hold_state="free")}

    def initial(self, row):
        return {"batch": row.batch_id}

    def perform(self, row, form, by):
        complaints.decide_hold(row, form.cleaned_data["batch"], reason=form.cleaned_data["reason"], by=by)
        return _("Decided.")


class RevealContact(RevealPage):
    url, name, title = "complaints/<str:number>/reveal/", "complaint-reveal", _("Show the contact")
    permission, model, lookup, back, tone = "customerservice.reveal_complaint", Complaint, "number", ComplaintCockpit, "plain"
    key, icon = "", "eye"

    def get_queryset(self):
        return super().get_queryset().select_related("customer__user")

    def shown(self, row):
        name = row.contact_name or (row.customer.nickname if row.customer else "")
        return [("contact_name", _("Name"), name), ("contact_phone", _("Phone"), row.phone)]


FIRST = (Acknowledge, Offer, Accept, Refuse, CarryOut, Resolve, RecordSatisfaction, Close, AskDepartment, FindCause, HandOver, DecideHold)
MORE = (Reopen, ChangeSeverity, Merge, Pause, Resume, Withdraw, RevealContact)


def open_acts(request, row: Complaint) -> dict[str, list]:
    """The acts open now to this person: those of the bar with keys, and the rarer ones behind "more"."""

    def offered(acts):
        allowed = [act for act in acts if act.is_open_to(request.user) and act(request=request).is_open(row, request.user)]
        return [{"title": act.title, "url": act.get_url(row), "tone": act.tone, "icon": act.icon, "key": act.key} for act in allowed]

    return {"first": offered(FIRST), "more": offered(MORE)}
