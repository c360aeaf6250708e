"""All complaints, broken promises, measures, and questions to departments."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice.complaints.queue import ComplaintCockpit, ComplaintQueue, running
from customerservice.complaints.forms import AnswerForm, DoneForm, RegisterForm
from customerservice.complaints.tables import (
    BreachFilter,
    BreachTable,
    ComplaintFilter,
    ComplaintTable,
    InquiryFilter,
    InquiryTable,
    MeasureFilter,
    MeasureTable,
)
from customerservice.models import Breach, Complaint, Conversation, Inquiry, Measure
from customerservice.services import inquiries
from customerservice.services.complaints import Told, receive
from customerservice.services.complaints.closing import confirm_measure
from microstore.accounts.phones import SearchedByPhone
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.errors import Refused
from microstore.core.pages import ActionPage, DetailPage, FormPage, ListPage, Menu, Panel, Queue, View, declare_queue
from microstore.stores.models import Store


class ComplaintList(SearchedByPhone, ListPage):
    url = "all-complaints/"
    name = "all-complaints"
    title = _("All complaints")
    permission = "customerservice.view_complaint"
    menu = Menu(Department.SERVICE, icon="history", position=30)
    model = Complaint
    table_class = ComplaintTable
    filterset_class = ComplaintFilter
    search_fields = ("^number", "=order__number", "=contact_phone", "=customer__phone")
    search_hint = _("Complaint, order or whole phone number")
    keyset = ("-received_at", "-pk")
    export_name = "complaints"
    has_personal_data = True
    views = [
        View("safety", _("Safety"), "severity=p0", count=lambda user: running(user).filter(severity="p0")[:1000].count()),
        View("escalated", _("Escalated"), "state=escalated", count=lambda user: running(user).filter(state="escalated")[:1000].count()),
        View("holds", _("Hold to be decided"), "hold=proposed"),
        View("closed", _("Closed"), "state=closed"),
    ]
    empty_text = _("Complaints of customers appear here.")

    def get_queryset(self):
        return super().get_queryset().select_related("store", "product", "owner")


class BreachList(ListPage):
    url = "broken-promises/"
    name = "breaches"
    title = _("Broken promises")
    permission = "customerservice.view_breach"
    menu = Menu(Department.SERVICE, icon="flag", position=32)
    model = Breach
    table_class = BreachTable
    filterset_class = BreachFilter
    search_fields = ("=complaint__number",)
    search_hint = _("Complaint number")
    keyset = ("-at", "-pk")
    export_name = "breaches"
    empty_text = _("Every promise was kept.")

    def get_queryset(self):
        return super().get_queryset().select_related("complaint__store")

    def url_of(self, row):
        return row.complaint.get_absolute_url()


def open_measures(user):
    return Measure.objects.visible_to(user).filter(done_at=None, owner=user)[:1000].count() or None


class MeasureList(ListPage):
    url = "measures/"
    name = "measures"
    title = _("Measures")
    permission = "customerservice.view_measure"
    menu = Menu(Department.SERVICE, icon="target", position=34, count=open_measures)
    model = Measure
    table_class = MeasureTable
    filterset_class = MeasureFilter
    search_fields = ("text", "=complaint__number")
    search_hint = _("Words of the measure, or complaint number")
    keyset = ("due_on", "pk")
    export_name = "measures"
    views = [View("open", _("To be done"), "done=open"), View("late", _("Overdue"), "done=late"), View("done", _("Done"), "done=done")]
    empty_text = _("What is changed because of complaints appears here.")

    def get_queryset(self):
        return super().get_queryset().select_related("complaint", "owner")


class MeasureDone(ActionPage):
    url = "measures/<int:pk>/done/"
    name = "measure-done"
    title = _("Confirm as done")
    permission = "customerservice.view_measure"
    model = Measure
    lookup = "pk"
    form_class = DoneForm
    back = MeasureList
    icon = "check"
    closed_reason = _("Only who carries it out, or a supervisor, confirms it, once.")

    def get_queryset(self):
        return super().get_queryset().select_related("complaint", "owner")

    def is_open(self, row, user):
        return row.done_at is None and (row.owner_id == user.pk or user.has_perm("customerservice.lead_complaint"))

    def facts(self, row):
        return [(_("measure"), row.text), (_("complaint"), row.complaint.number), (_("due"), row.due_on), (_("owner"), row.owner.name)]

    def perform(self, row, form, by):
        confirm_measure(row, note=form.cleaned_data["note"], by=by)
        return _("Confirmed.")


def asked_here(user):
    rows = Inquiry.objects.visible_to(user)
    return rows if user.has_perm("customerservice.handle_complaint") else rows.for_department_of(user)


def waiting_here(user):
    return Inquiry.objects.visible_to(user).for_department_of(user).waiting()[:1000].count() or None


def first_inquiry_due(user):
    rows = Inquiry.objects.visible_to(user).for_department_of(user).waiting()
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


class InquiryList(ListPage):
    """Each department sees what it is asked; customer service sees all that it asked."""

    url = "inquiries/"
    name = "inquiries"
    title = _("Questions to departments")
    permission = "customerservice.answer_inquiry"
    menu = Menu(None, icon="help", position=8, count=waiting_here)
    model = Inquiry
    table_class = InquiryTable
    filterset_class = InquiryFilter
    search_fields = ("=subject_label", "question")
    search_hint = _("Number or words of the question")
    keyset = ("-pk",)
    export_name = "inquiries"
    views = [View("asked", _("To be answered"), "state=asked"), View("answered", _("Answered"), "state=answered")]
    empty_text = _("Customer service has no question to your department.")

    def get_queryset(self):
        return asked_here(self.request.user).select_related("asked_by")


class InquiryAnswer(ActionPage):
    url = "inquiries/<int:pk>/answer/"
    name = "inquiry-answer"
    title = _("Answer")
    permission = "customerservice.answer_inquiry"
    model = Inquiry
    lookup = "pk"
    move = "answer"
    form_class = AnswerForm
    icon = "send"

    def get_queryset(self):
        return asked_here(self.request.user)

    def facts(self, row):
        return [(_("question"), row.question)]

    def perform(self, row, form, by):
        inquiries.answer(row, text=form.cleaned_data["text"], by=by)
        return _("Answered. Customer service has been told.")


class InquiryDetail(DetailPage):
    url = "inquiries/<int:pk>/"
    name = "inquiry"
    title = _("Question")
    permission = "customerservice.answer_inquiry"
    model = Inquiry
    lookup = "pk"
    panels = [Panel("customerservice/backoffice/_inquiry.html", _("Question"))]
    side = [
        Panel(
            "customerservice/backoffice/_inquiry_subject.html", _("Complaint"), is_shown=lambda row: isinstance(row.subject, Complaint),
            context=lambda request, row: {"complaint": row.subject},
        ),
        Panel(
            "customerservice/backoffice/_inquiry_talk.html", _("Conversation"), is_shown=lambda row: isinstance(row.subject, Conversation),
            context=lambda request, row: {"talk": row.subject},
        ),
    ]  # fmt: skip
    actions = [InquiryAnswer]

    def get_queryset(self):
        return asked_here(self.request.user).select_related("asked_by", "answered_by", "store")

    def subheading(self, row):
        return row.get_department_display()


InquiryAnswer.back = InquiryDetail


class RegisterComplaint(FormPage):
    url = "complaints-new/"
    name = "complaint-new"
    title = _("Take a complaint down")
    permission = "customerservice.handle_complaint"
    model = Complaint
    form_class = RegisterForm
    back = ComplaintCockpit

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def list_url(self):
        return ComplaintQueue.get_url()

    def crumbs(self, row=None):
        return [(ComplaintQueue.title, ComplaintQueue.get_url())]

    def initial(self, row):
        return {"order": self.request.GET.get("order", "")}

    def save(self, form, by):
        data = form.cleaned_data
        order = data["order"]
        store = order.store if order else Store.objects.visible_to(by).order_by("-is_default", "pk").first()
        if store is None:
            raise Refused(_("You work for no store."))
        told = Told(
            category=data["category"], text=data["text"], wish=data["wish"], name=data["contact_name"], phone=data["contact_phone"] or "",
            channel=data["channel"], order=order,
        )  # fmt: skip
        return receive(store, told, customer=order.customer if order else None, by=by)


def late_measures(user):
    return Measure.objects.visible_to(user).filter(done_at=None, owner=user, due_on__lte=clock.today())[:1000].count() or None


declare_queue(Queue(
    code="inquiries", label=_("Questions of customer service to my department"), permission="customerservice.answer_inquiry",
    count=waiting_here, url=lambda user: f"{reverse('backoffice:inquiries')}?view=asked", icon="help", act=_("Answer"),
    due=first_inquiry_due, minutes=60, position=4,
))  # fmt: skip
declare_queue(Queue(
    code="measures", label=_("Measures due"), permission="customerservice.view_measure", count=late_measures,
    url=lambda user: f"{reverse('backoffice:measures')}?view=open", icon="target", act=_("Confirm"), position=60,
))  # fmt: skip
