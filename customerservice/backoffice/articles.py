"""Health reading: the list, one article, writing it, handing it in and withdrawing it."""

import django_filters
import django_tables2 as tables
from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.articles import services as articles
from customerservice.backoffice import four_eyes
from customerservice.models import Article
from microstore.compliance.forms import Scanned
from microstore.core.declarations import Department
from microstore.core.pages import Column, LinkColumn, ListPage, Menu, Panel, StatusColumn, TimeColumn


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
    views = four_eyes.VIEWS
    empty_text = _("Write general knowledge here. Goods, prices and phone numbers do not belong beside it.")

    def get_queryset(self):
        return super().get_queryset().select_related("written_by")


def faults(request, row: Article) -> dict:
    return {"faults": articles.faults(row) if row.state != Article.State.PUBLISHED else []}


class ArticleDetail(four_eyes.TextDetail):
    url = "articles/<int:pk>/"
    name = "article"
    title = _("Article")
    permission = "customerservice.view_article"
    model = Article
    panels = [Panel("customerservice/backoffice/articles/_article.html", _("Text"), faults)]

    def subheading(self, row):
        return f"/articles/{row.slug}/"


class ArticleForm(Scanned, forms.ModelForm):
    scan_kind, scan_fields = "knowledge", ("title", "summary", "body")

    class Meta:
        model = Article
        fields = ["title", "slug", "summary", "body", "sources"]
        widgets = {"body": forms.Textarea(attrs={"rows": 14}), "summary": forms.Textarea(attrs={"rows": 2})}


class OfArticle:
    texts = articles
    model = Article
    back = ArticleDetail


class ArticleNew(OfArticle, four_eyes.TextForm):
    url = "articles/new/"
    name = "article-new"
    title = _("New article")
    permission = "customerservice.add_article"
    form_class = ArticleForm


class ArticleEdit(OfArticle, four_eyes.TextForm):
    url = "articles/<int:pk>/edit/"
    name = "article-edit"
    title = _("Edit article")
    permission = "customerservice.change_article"
    form_class = ArticleForm


class ArticleSubmit(OfArticle, four_eyes.HandIn):
    url = "articles/<int:pk>/submit/"
    name = "article-submit"
    permission = "customerservice.add_article"
    move = "submit"

    def warnings(self, row):
        return articles.faults(row)


class ArticleWithdraw(OfArticle, four_eyes.Withdraw):
    url = "articles/<int:pk>/withdraw/"
    name = "article-withdraw"
    permission = "customerservice.change_article"
    move = "withdraw"


ArticleDetail.edit = ArticleEdit
ArticleDetail.actions += [ArticleSubmit, ArticleWithdraw]
ArticleList.actions += [ArticleNew]
