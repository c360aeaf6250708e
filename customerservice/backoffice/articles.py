"""Health reading: the list, one article, writing it, handing it in and withdrawing it."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.articles import services as articles
from customerservice.models import Article
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import (
    ActionPage,
    Column,
    DetailPage,
    FormPage,
    LinkColumn,
    ListPage,
    Menu,
    Panel,
    ReasonForm,
    StatusColumn,
    TimeColumn,
    View,
)


class ArticleTable(tables.Table):
    title = LinkColumn("article", verbose_name=_("Title"))
    state = StatusColumn(verbose_name=_("State"))
    author = Column(accessor="written_by__name", orderable=False, verbose_name=_("Written by"))
    written = TimeColumn(accessor="written_at", verbose_name=_("Written"))
    published = TimeColumn(accessor="published_at", orderable=False, verbose_name=_("Published"))

    class Meta:
        model = Article
        fields = ()


class ArticleFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=Article.State.choices)

    class Meta:
        model = Article
        fields = []


class ArticleList(ListPage):
    url = "articles/"
    name = "articles"
    title = _("Health reading")
    permission = "customerservice.view_article"
    menu = Menu(Department.SERVICE, icon="doc", position=35)
    model = Article
    table_class = ArticleTable
    filterset_class = ArticleFilter
    search_fields = ("title", "summary")
    search_hint = _("Title or summary")
    keyset = ("-written_at", "-pk")
    views = [
        View("published", _("Published"), "state=published"),
        View("drafts", _("Drafts"), "state=draft"),
        View("waiting", _("Waiting for approval"), "state=submitted"),
    ]
    empty_text = _("Write general knowledge here. Goods, prices and phone numbers do not belong beside it.")

    def get_queryset(self):
        return super().get_queryset().select_related("written_by")


def faults(request, row: Article) -> dict:
    return {"faults": articles.faults(row) if row.state != Article.State.PUBLISHED else []}


class ArticleDetail(DetailPage):
    url = "articles/<int:pk>/"
    name = "article"
    title = _("Article")
    permission = "customerservice.view_article"
    model = Article
    panels = [Panel("customerservice/backoffice/articles/_article.html", _("Text"), faults)]

    def subheading(self, row):
        return f"/articles/{row.slug}/"

    def links(self, row):
        may = row.state == Article.State.DRAFT and self.request.user.has_perm(ArticleEdit.permission)
        return [(ArticleEdit.title, ArticleEdit.get_url(row), "edit")] if may else []


class ArticleForm(Scanned, forms.ModelForm):
    scan_kind, scan_fields = "knowledge", ("title", "summary", "body")

    class Meta:
        model = Article
        fields = ["title", "slug", "summary", "body", "sources"]
        widgets = {"body": forms.Textarea(attrs={"rows": 14}), "summary": forms.Textarea(attrs={"rows": 2})}


class ArticleNew(FormPage):
    url = "articles/new/"
    name = "article-new"
    title = _("New article")
    permission = "customerservice.add_article"
    form_class = ArticleForm
    model = Article
    back = ArticleDetail

    def save(self, form, by):
        return articles.write(form.instance, by=by)


class ArticleEdit(FormPage):
    url = "articles/<int:pk>/edit/"
    name = "article-edit"
    title = _("Edit article")
    permission = "customerservice.change_article"
    form_class = ArticleForm
    model = Article
    back = ArticleDetail

    def get_queryset(self):
        return super().get_queryset().filter(state=Article.State.DRAFT)

    def save(self, form, by):
        return articles.write(form.instance, by=by)


class ArticleSubmit(ActionPage):
    url = "articles/<int:pk>/submit/"
    name = "article-submit"
    title = _("Hand in")
    permission = "customerservice.add_article"
    model = Article
    back = ArticleDetail
    move = "submit"

    def warnings(self, row):
        return articles.faults(row)

    def perform(self, row, form, by):
        articles.submit(row, by=by)
        return _("Handed in. Somebody else approves it.")


class ArticleWithdraw(ActionPage):
    url = "articles/<int:pk>/withdraw/"
    name = "article-withdraw"
    title = _("Withdraw")
    permission = "customerservice.change_article"
    model = Article
    back = ArticleDetail
    tone = "danger"
    move = "withdraw"
    form_class = ReasonForm

    def perform(self, row, form, by):
        articles.withdraw(row, reason=form.cleaned_data["reason"], by=by)
        return _("The shop no longer shows it.")


ArticleDetail.actions += [ArticleSubmit, ArticleWithdraw]
ArticleList.actions += [ArticleNew]
