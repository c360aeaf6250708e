"""Suppliers, proposals and competitors' products in the one search of the back office."""
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import CompetitorProduct, SelectionProposal, Supplier
from microstore.core.pages import Hit, searchable


@searchable(_("Suppliers"), "catalog.view_supplier", icon="truck")
def find_suppliers(text, user, limit):
    text = text.replace("\x00", "")
    rows = Supplier.objects.filter(Q(name__icontains=text) | Q(code__iexact=text) | Q(licences__number__iexact=text)).distinct()
    return [Hit(row.name, row.get_absolute_url(), f"{row.code} · {row.get_state_display()}", "truck", row.code == text.upper())
            for row in rows.order_by("code")[:limit]]


@searchable(_("Selection"), "catalog.view_selectionproposal", icon="flag")
def find_proposals(text, user, limit):
    text = text.replace("\x00", "")
    rows = SelectionProposal.objects.filter(Q(number__iexact=text) | Q(name__icontains=text)).order_by("-pk")
    return [Hit(row.name, row.get_absolute_url(), row.number, "flag", row.number == text.upper()) for row in rows[:limit]]


@searchable(_("Competitors' products"), "catalog.view_competitorproduct", icon="chart")
def find_rivals(text, user, limit):
    text = text.replace("\x00", "")
    rows = CompetitorProduct.objects.filter(Q(name__icontains=text) | Q(competitor__name__icontains=text)).select_related("competitor")
    return [Hit(str(row), row.get_absolute_url(), str(row.competitor), "chart") for row in rows.order_by("-pk")[:limit]]
