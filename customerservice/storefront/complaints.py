"""Complaining in the shop: the form, the page with the promised time, and what the customer answers (duty C14)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from customerservice.complaints.shop_forms import AnswerOfferForm, FileComplaintForm, FindComplaintForm, WriteForm
from customerservice.models import Channel, ClockKind, Complaint, ComplaintState, Solution
from customerservice.services import complaints
from customerservice.services.complaints import doors
from microstore.core import clock, files
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.events import kinds
from microstore.core.models import Event
from microstore.core.ratelimit import limit
from orders.models import Order

SEEN = "complaints"
PER_SESSION, PER_ADDRESS, A_DAY = 5, 500, 86_400
SHOWN = 50


def may_see(request, row: Complaint) -> bool:
    if request.customer and row.customer_id == request.customer.pk:
        return True
    return row.pk in request.session.get(SEEN, [])


def remember(request, row: Complaint) -> None:
    request.session[SEEN] = [*request.session.get(SEEN, []), row.pk][-20:]


def own_complaint(request, number: str) -> Complaint:
    rows = Complaint.objects.select_related("store", "customer__user", "owner", "order", "order_line", "product", "merged_into")
    row = rows.filter(number=number).first()
    if row is None or not may_see(request, row):
        raise Http404
    return row


@open_to("public")
@never_cache
def own(request):
    """The customer's complaints; a guest sees those of this session and the way to find others."""
    rows = Complaint.objects.select_related("product", "order")
    rows = rows.of(request.customer) if request.customer else rows.filter(pk__in=request.session.get(SEEN, []))
    context = {"rows": rows.order_by("-pk")[:SHOWN], "form": FindComplaintForm()}
    return render(request, "customerservice/storefront/complaints.html", context)


def _orders_of(customer):
    if customer is None:
        return None
    rows = Order.objects.of(customer).exclude(payment_state="unpaid").prefetch_related("lines").order_by("-pk")[:20]
    choices = []
    for order in rows:
        lines = list(order.lines.all())
        choices.append((order.number, f"{order.number} · {lines[0].title if lines else ''}"))
        if len(lines) > 1:
            choices += [(f"{order.number}:{line.pk}", f"— {line.title}") for line in lines]
    return choices


@open_to("public")
@never_cache
def new(request):
    orders = _orders_of(request.customer)
    if request.method != "POST":
        form = FileComplaintForm(initial={"order": request.GET.get("order", "")}, orders=orders)
        return render(request, "customerservice/storefront/complaint_new.html", {"form": form})
    form = FileComplaintForm(request.POST, request.FILES, orders=orders)
    if form.is_valid():
        try:
            return _file(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "customerservice/storefront/complaint_new.html", {"form": form}, status=422)


def _file(request, data: dict):
    if not request.session.session_key:
        request.session.save()
    limit(f"complaints:{request.customer.pk if request.customer else request.session.session_key}", PER_SESSION, A_DAY)
    limit(f"complaints-address:{request.META.get('REMOTE_ADDR')}", PER_ADDRESS, A_DAY)
    order, line = _named(request.customer, data.get("order", ""))
    pictures = [files.reference(files.store_image(one, kind="complaint", by=None)) for one in data["pictures"]]
    told = complaints.Told(
        category=data["category"], text=data["text"], wish=data["wish"], name=data.get("name", ""), phone=data.get("phone") or "",
        pictures=pictures, order=order, order_line=line, channel=Channel.WEB,
    )  # fmt: skip
    by = request.user if request.customer else None
    row = complaints.receive(order.store if order else request.store, told, customer=request.customer, by=by)
    remember(request, row)
    messages.success(request, _("We have your complaint. Below you see until when you hear from us."))
    return redirect("complaint", row.number)


def _named(customer, chosen: str):
    number, _colon, line_id = chosen.partition(":")
    order = Order.objects.of(customer).select_related("store").filter(number=number).first() if customer and number else None
    lines = list(order.lines.select_related("sku__product")) if order else []
    line = next((one for one in lines if str(one.pk) == line_id), lines[0] if len(lines) == 1 else None)
    return order, line


@open_to("public")
@never_cache
def find(request):
    form = FindComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not request.session.session_key:
            request.session.save()
        try:
            row = doors.find(
                form.cleaned_data["number"], form.cleaned_data["key"], session=request.session.session_key,
                address=request.META.get("REMOTE_ADDR", ""),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            remember(request, row)
            return redirect("complaint", row.number)
    rows = Complaint.objects.filter(pk__in=request.session.get(SEEN, []))
    context = {"rows": rows, "form": form, "is_search": True}
    return render(request, "customerservice/storefront/complaints.html", context, status=422 if form.errors else 200)


@open_to("public")
@never_cache
def show(request, number: str):
    row = own_complaint(request, number)
    return _draw(request, row, AnswerOfferForm(), WriteForm())


def _draw(request, row: Complaint, answer_form, write_form, status: int = 200):
    offered = row.solutions.filter(state=Solution.State.OFFERED).first()
    promise = row.clocks.filter(kind=ClockKind.SOLUTION).order_by("-round").first()
    events = [event for event in Event.objects.about(row)[:100] if getattr(kinds.get(event.name), "visible_to_customer", False)]
    told = [{"label": kinds[event.name].label, "text": event.facts.get("text", ""), "at": event.at} for event in events]
    return render(request, "customerservice/storefront/complaint.html", {
        "row": row, "offered": offered, "promise": promise, "is_waiting": bool(promise and promise.is_running),
        "is_late": bool(promise and promise.is_running and promise.due_at < clock.now()), "steps": steps(row), "told": told,
        "handler": _handler(row), "can_answer": row.is_open("accept"), "can_withdraw": row.is_open("withdraw"),
        "can_write": row.state not in (ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.MERGED),
        "key_word": doors.key_word(row) if not row.phone else "", "answer_form": answer_form, "write_form": write_form,
        "taken": row.solutions.filter(state=Solution.State.ACCEPTED).order_by("-pk").first(),
    }, status=status)  # fmt: skip


def steps(row: Complaint) -> list[tuple]:
    labels = [_("Lodged"), _("Looked into"), _("Proposal"), _("Carried out"), _("Done")]
    S = ComplaintState
    place = {S.RECEIVED: 0, S.SOLUTION_OFFERED: 2, S.ACCEPTED: 3, S.IMPLEMENTING: 3, S.RESOLVED: 4, S.SATISFACTION_CHECK: 4, S.CLOSED: 5}
    if row.state in (S.WITHDRAWN, S.MERGED):
        return []
    at = place.get(row.state, 1)
    return [(label, "done" if number < at else "now" if number == at else "next") for number, label in enumerate(labels)]


def _handler(row: Complaint) -> str:
    """A first character and a post are enough to know who handles it."""
    if row.owner is None:
        return _("Customer service")
    staff = getattr(row.owner, "staff", None)
    return f"{(row.owner.name or ' ')[0]}** · {staff.get_post_display() if staff else _('Customer service')}"


@open_to("public")
@require_POST
def answer(request, number: str):
    row, form = own_complaint(request, number), AnswerOfferForm(request.POST)
    by = request.user if request.customer else None
    if not form.is_valid():
        return _draw(request, row, form, WriteForm(), status=422)
    try:
        if request.POST.get("act") == "accept":
            complaints.accept(row, by=by)
            messages.success(request, _("Thank you. We carry it out now."))
        else:
            complaints.refuse(row, reason=form.cleaned_data["reason"], by=by)
            messages.success(request, _("We understand. A superior looks into it and makes you a new proposal."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("complaint", number)


@open_to("public")
@require_POST
def write(request, number: str):
    row, form = own_complaint(request, number), WriteForm(request.POST)
    if not form.is_valid():
        return _draw(request, row, AnswerOfferForm(), form, status=422)
    limit(f"complaint-write:{row.pk}", 20, A_DAY)
    try:
        complaints.customer_writes(row, form.cleaned_data["text"], channel=Channel.WEB, by=request.user if request.customer else None)
        messages.success(request, _("Sent."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("complaint", number)


@open_to("public")
@require_POST
def withdraw(request, number: str):
    row = own_complaint(request, number)
    try:
        complaints.withdraw(row, by=request.user if request.customer else None, reason=_("Withdrawn by the customer"))
        messages.success(request, _("Your complaint is withdrawn."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("complaint", number)
