"""Questions from product pages: the queue by due time, one question with the product's facts, and what may be done."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice import remarks
from customerservice.backoffice.about_products import (
    AboutProductAct,
    AboutProductDetail,
    AboutProductFilter,
    AboutProductList,
    AboutProductTable,
    Waiting,
)
from customerservice.models import Question
from customerservice.services import questions
from microstore.accounts import masking
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import (
    LinkColumn,
    Menu,
    Panel,
    Queue,
    ReasonForm,
    TimeColumn,
    View,
    declare_queue,
)

ANSWER = "customerservice.answer_question"


waiting = Waiting(Question)


class QuestionTable(AboutProductTable):
    question = LinkColumn("product-question", accessor="text", orderable=False, verbose_name=_("Question"))
    asked = TimeColumn(accessor="asked_at", verbose_name=_("Asked"))
    due = TimeColumn(accessor="due_at", verbose_name=_("To be answered by"))

    class Meta:
        model = Question
        fields = ()
        sequence = ("question", "state", "product", "store", "asked", "due")


class QuestionFilter(AboutProductFilter):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Question.State.choices)
    asked = django_filters.DateFromToRangeFilter(field_name="asked_at", label=_("Asked"))

    class Meta:
        model = Question
        fields = []


class QuestionList(AboutProductList):
    url = "product-questions/"
    name = "product-questions"
    title = _("Questions about products")
    permission = "customerservice.view_question"
    menu = Menu(Department.SERVICE, icon="help", position=32, count=waiting.count)
    model = Question
    table_class = QuestionTable
    filterset_class = QuestionFilter
    search_hint = _("Question or product")
    keyset = ("-asked_at", "-pk")
    views = [
        View("waiting", _("Waiting for an answer"), "state=asked", count=waiting.count),
        View("published", _("Published"), "state=published"),
        View("off", _("Not published"), "state=refused&state=withdrawn"),
    ]
    empty_text = _("Questions appear here as soon as customers ask on a product page.")


def facts(request, row: Question) -> dict:
    return {"revision": row.product.live_revision, "customer": masking.name(str(row.customer)), "hits": row.hits}


class QuestionDetail(AboutProductDetail):
    url = "product-questions/<int:pk>/"
    name = "product-question"
    title = _("Question about a product")
    permission = "customerservice.view_question"
    model = Question
    related = (*AboutProductDetail.related, "answered_by")
    panels = [Panel("customerservice/backoffice/_question.html", _("Question"), facts)]
    side = [Panel("customerservice/backoffice/_question_product.html", _("Product"), facts)]


class PublishForm(Scanned, forms.Form):
    scan_kind, scan_fields = "script", ("shown_text", "answer")
    shown_text = forms.CharField(
        label=_("Question as shown"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads it: leave out names, numbers and words the law forbids."),
    )  # fmt: skip
    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    is_sure = forms.BooleanField(label=_("Publish although the rule book warns"), required=False)


class QuestionAct(AboutProductAct):
    model = Question
    lookup = "pk"
    back = QuestionDetail
    permission = ANSWER


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
    code="product-questions", label=_("Questions about products"), permission=ANSWER, count=waiting.count,
    url=lambda user: f"{QuestionList.get_url()}?view=waiting", icon="help", act=_("Answer"), due=waiting.first_due, position=25,
))  # fmt: skip
