"""The file of an e-book on the page of its product, and how many customers hold it."""
from django import forms
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.acts import OfProduct
from catalog.backoffice.products import ProductDetail
from catalog.models import Product, ProductRevision
from catalog.readings import content
from microstore.compliance import goods
from microstore.core.pages import Page, Panel
from microstore.core.pages.papers import hand_out


class BookForm(forms.Form):
    book = forms.FileField(
        label=_("File of the e-book"), help_text=_("PDF or EPUB, up to 20 MB. Kept private: only who bought it reads it."))


class BookAdd(OfProduct):
    url = "catalog/products/<str:code>/book/"
    name = "product-book"
    title = _("Upload the e-book")
    permission = "catalog.change_product"
    form_class = BookForm
    tone = "plain"
    icon = "doc"

    def is_open(self, row, user):
        return is_read_here(row) and not content.is_article(worked_on(row))

    def perform(self, row, form, by):
        content.put(row, form.cleaned_data["book"], by=by)
        return gettext("The file lies in the draft.")


class BookFile(Page):
    """The file of one revision, for those who look at it before it goes live."""
    url = "catalog/products/<str:code>/revisions/<int:number>/book/"
    name = "product-book-file"
    title = _("File of the e-book")
    permission = "catalog.view_product"
    model = Product

    def get(self, request, code, number):
        rows = ProductRevision.objects.filter(product__code=code, number=number).select_related("book")
        return hand_out(get_object_or_404(rows).book, as_attachment=True)


def is_read_here(row) -> bool:
    return not goods.of(row.product_class).has_parcel


def worked_on(row) -> ProductRevision:
    return row.pending_revision or row.live_revision or row.newest_revision


def readers(request, row) -> dict:
    """How many hold it, how many of them have opened it, and the file that is worked on."""
    counted = row.readings.held().aggregate(held=Count("pk"), opened=Count("pk", filter=Q(opened_at__isnull=False)))
    revision = worked_on(row)
    return counted | {"revision": revision, "is_article": content.is_article(revision)}


ProductDetail.actions.append(BookAdd)
ProductDetail.side.append(Panel("catalog/readings/_readers.html", _("Read here"), context=readers, is_shown=is_read_here))
