"""What customer service asks the departments: each colleague sees the questions to their own (duty C4)."""

import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customerservice.models import InsideQuestion
from customerservice.services.conversations import ending
from microstore.core.pages import ANY_STAFF, ActionPage, Column, LinkColumn, ListPage, Menu, Queue, TimeColumn, declare_queue


def questions_to(user):
    """Those to the person's department, and those they asked; of their stores."""
    rows = InsideQuestion.objects.all()
    if user.is_superuser or user.has_perm("customerservice.watch_desk"):
        return rows.visible_to(user)
    staff = getattr(user, "staff", None)
    return rows.visible_to(user).filter(Q(department=staff.department if staff else "") | Q(asked_by=user))


def open_to(user):
    staff = getattr(user, "staff", None)
    return questions_to(user).unanswered().filter(department=staff.department if staff else "")


def waiting(user):
    return open_to(user).count() or None


def first_due(user):
    return open_to(user).order_by("due_at").values_list("due_at", flat=True).first()


class InsideTable(tables.Table):
    question = LinkColumn("inside-answer", orderable=False, verbose_name=_("Question"))
    department = Column(accessor="get_department_display", orderable=False, verbose_name=_("Department"))
    asked_by = Column(accessor="asked_by__name", orderable=False, verbose_name=_("Asked by"))
    due = TimeColumn(accessor="due_at", verbose_name=_("To be answered by"))
    answer = Column(orderable=False, verbose_name=_("Answer"), default="—")
    answered = TimeColumn(accessor="answered_at", verbose_name=_("Answered"))

    class Meta:
        model = InsideQuestion
        fields = ()


class InsideList(ListPage):
    url = "inside-questions/"
    name = "inside-questions"
    title = _("Questions from customer service")
    permission = ANY_STAFF
    menu = Menu(None, icon="help", position=60, count=waiting)
    model = InsideQuestion
    table_class = InsideTable
    keyset = ("-asked_at", "-pk")
    row_url = staticmethod(lambda row: InsideAnswer.get_url(row))
    empty_text = _("When an agent cannot answer a customer, the question to your department stands here.")

    def get_queryset(self):
        return questions_to(self.request.user).select_related("asked_by")


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


class InsideAnswer(ActionPage):
    url = "inside-questions/<int:pk>/"
    name = "inside-answer"
    title = _("Answer customer service")
    permission = ANY_STAFF
    model = InsideQuestion
    back = InsideList
    form_class = AnswerForm
    closed_reason = _("This question has been answered.")

    def get_queryset(self):
        return questions_to(self.request.user).select_related("asked_by", "conversation__about_product", "conversation__about_order")

    def is_open(self, row, user):
        return row.answered_at is None

    def facts(self, row):
        about = row.conversation.about_product or row.conversation.about_order
        return [(_("Question"), row.question), (_("Asked by"), row.asked_by.name), (_("About"), str(about or "—"))]

    def perform(self, row, form, by):
        ending.answer_inside(row, form.cleaned_data["answer"], by=by)
        return _("Your answer stands in the agent's thread now.")


declare_queue(Queue(
    code="inside-questions", label=_("Questions from customer service"), permission=ANY_STAFF, count=waiting,
    url=lambda user: InsideList.get_url(), icon="help", act=_("Answer"), due=first_due, minutes=120, position=30,
))  # fmt: skip
