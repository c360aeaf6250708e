"""Questions from product pages: the queue by due time, one question with the product's facts, and what may be done."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice import remarks
from customerservice.models import Question
from customerservice.services import questions
from microstore.accounts import masking
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    Queue,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
    declare_queue,
)
from microstore.stores.models import Store

ANSWER = "customerservice.answer_question"


def waiting(user):
    return Question.objects.visible_to(user).waiting()[:1000].count() or None


def first_due(user):
    return Question.objects.visible_to(user).waiting().order_by("due_at").values_list("due_at", flat=True).first()


class QuestionTable(tables.Table):
    question = LinkColumn("product-question", accessor="text", orderable=False, verbose_name=_("Question"))
    state = StatusColumn(verbose_name=_("State"))
    product = Column(accessor="product__name", orderable=False, verbose_name=_("Product"))
    store = Column(order_by=("store__name",), verbose_name=_("Store"))
    asked = TimeColumn(accessor="asked_at", verbose_name=_("Asked"))
    due = TimeColumn(accessor="due_at", verbose_name=_("To be answered by"))

    class Meta:
        model = Question
        fields = ()


class QuestionFilter(django_filters.FilterSet):
    store = django_filters.ModelChoiceFilter(label=_("Store"), queryset=lambda request: Store.objects.visible_to(request.user))
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Question.State.choices)
    asked = django_filters.DateFromToRangeFilter(field_name="asked_at", label=_("Asked"))

    class Meta:
        model = Question
        fields = []


class QuestionList(ListPage):
    url = "product-questions/"
    name = "product-questions"
    title = _("Questions about products")
    permission = "customerservice.view_question"
    menu = Menu(Department.SERVICE, icon="help", position=32, count=waiting)
    model = Question
    table_class = QuestionTable
    filterset_class = QuestionFilter
    search_fields = ("text", "product__name")
    search_hint = _("Question or product")
    keyset = ("-asked_at", "-pk")
    views = [
        View("waiting", _("Waiting for an answer"), "state=asked", count=waiting),
        View("published", _("Published"), "state=published"),
        View("off", _("Not published"), "state=refused&state=withdrawn"),
    ]
    empty_text = _("Questions appear here as soon as customers ask on a product page.")

    def get_queryset(self):
        return super().get_queryset().select_related("product", "store")


def facts(request, row: Question) -> dict:
    return {"revision": row.product.live_revision, "customer": masking.name(str(row.customer)), "hits": row.hits}


class QuestionDetail(DetailPage):
    url = "product-questions/<int:pk>/"
    name = "product-question"
    title = _("Question about a product")
    permission = "customerservice.view_question"
    model = Question
    panels = [Panel("customerservice/backoffice/_question.html", _("Question"), facts)]
    side = [Panel("customerservice/backoffice/_question_product.html", _("Product"), facts)]

    def get_queryset(self):
        return super().get_queryset().select_related("product__live_revision", "customer", "store", "answered_by")

    def heading(self, row):
        return row.product.name


class PublishForm(Scanned, forms.Form):
    scan_kind, scan_fields = "script", ("shown_text", "answer")
    shown_text = forms.CharField(
        label=_("Question as shown"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads it: leave out names, numbers and words the law forbids."),
    )  # fmt: skip
    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    is_sure = forms.BooleanField(label=_("Publish although the rule book warns"), required=False)


class QuestionAct(ActionPage):
    model = Question
    lookup = "pk"
    back = QuestionDetail
    permission = ANSWER

    def get_queryset(self):
        return super().get_queryset().select_related("product__live_revision", "store", "customer__user")

    def back_label(self, row):
        return row.product.name


class QuestionPublish(QuestionAct):
    url = "product-questions/<int:pk>/publish/"
    name = "question-publish"
    title = _("Answer and publish")
    icon = "send"
    move = "publish"
    form_class = PublishForm

    def initial(self, row):
        return {"shown_text": row.shown_text or row.text, "answer": row.answer}

    def facts(self, row):
        revision = row.product.live_revision
        return [
            (_("Health function"), revision.function_claim or "—"),
            (_("How to take"), revision.dosage or "—"),
            (_("Not suitable for"), revision.unsuitable_population or "—"),
        ]

    def warnings(self, row):
        return remarks.of_row(row)

    def perform(self, row, form, by):
        with remarks.beside(form, "answer"):
            questions.publish(row, by=by, **form.cleaned_data)
        return _("Published. The customer has been told.")


class QuestionRefuse(QuestionAct):
    url = "product-questions/<int:pk>/refuse/"
    name = "question-refuse"
    title = _("Do not publish")
    tone = "plain"
    move = "refuse"
    form_class = ReasonForm

    def perform(self, row, form, by):
        questions.refuse(row, reason=form.cleaned_data["reason"], by=by)
        return _("Not published.")


class QuestionWithdraw(QuestionAct):
    url = "product-questions/<int:pk>/withdraw/"
    name = "question-withdraw"
    title = _("Withdraw")
    tone = "danger"
    move = "withdraw"
    form_class = ReasonForm

    def perform(self, row, form, by):
        questions.withdraw(row, reason=form.cleaned_data["reason"], by=by)
        return _("The product page no longer shows it.")


QuestionDetail.actions += [QuestionPublish, QuestionRefuse, QuestionWithdraw]

declare_queue(Queue(
    code="product-questions", label=_("Questions about products"), permission=ANSWER, count=waiting,
    url=lambda user: f"{QuestionList.get_url()}?view=waiting", icon="help", act=_("Answer"), due=first_due, position=25,
))  # fmt: skip
