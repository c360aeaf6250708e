"""Reading a certificate: typed in once, kept, compared, taken over."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail
from catalog.gate import certificates
from catalog.gate.forms import CertificateForm
from catalog.models import Certificate, Product
from catalog.services import products
from microstore.core import files
from microstore.core.pages import FormPage, Page
from microstore.core.pages.papers import hand_out


class CertificateRecord(FormPage):
    """A new snapshot; the fields begin with the one before, else with what the page says."""
    url = "catalog/products/<str:code>/certificate/"
    name = "product-certificate"
    title = _("Read the certificate")
    permission = "catalog.record_certificate"
    form_class = CertificateForm
    model = Product
    lookup = "code"
    back = ProductDetail
    tone = "plain"
    icon = "shield"

    def form_kwargs(self, row):
        return {"instance": self.start(row), "product_class": row.product_class}

    def start(self, row) -> Certificate:
        before = certificates.current(row)
        page = before or row.pending_revision or row.newest_revision
        stated = {name: getattr(page, name) for name in (*Certificate.FACTS, "registry_url", "attributes")}
        return Certificate(product=row, source=before.source if before else Certificate.Source.REGISTRY, **stated)

    def warnings(self, row):
        return [gettext("Hold the certificate beside this form: your name and today's date are kept with it.")]

    def save(self, form, by):
        product, given = Product.objects.get(pk=self.row.pk), form.cleaned_data
        scan = files.store_scan(given["upload"], kind="certificate", by=by) if given["upload"] else self.scan_before(product)
        evidence = {"source": given["source"], "registry_url": given["registry_url"], "scan": scan}
        snapshot = certificates.record(product, facts=form.facts(), by=by, **evidence)
        if given["takes_over"]:
            self.take_over(product, snapshot, by)
        return product

    def scan_before(self, product):
        before = certificates.current(product)
        return before.scan if before else None

    def take_over(self, product, snapshot, by):
        facts = certificates.facts_for(snapshot, product)
        if "attributes" in facts:
            page = product.pending_revision or product.newest_revision
            facts["attributes"] = page.attributes | facts["attributes"]
        products.edit(product, facts=facts, by=by)

    def done_message(self, row):
        return gettext("What the certificate of %(product)s states is kept.") % {"product": row}


class CertificateScan(Page):
    """The scanned paper, for colleagues alone."""
    url = "catalog/products/<str:code>/certificate/<int:pk>/scan/"
    name = "product-certificate-scan"
    title = _("Scan of the certificate")
    permission = "catalog.view_product"
    model = Product

    def get(self, request, code, pk):
        snapshot = get_object_or_404(Certificate.objects.select_related("scan"), pk=pk, product__code=code)
        return hand_out(snapshot.scan)


ProductDetail.actions.append(CertificateRecord)
