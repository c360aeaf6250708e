"""What was said when: the list of revisions, two of them side by side, one as it was, and taking an older one up again."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.products import ProductDetail
from catalog.gate import differing, revisions
from catalog.models import Product, ProductRevision
from microstore.core.pages import ActionPage, ReasonForm, ViewPage

MOST = 200


class OfRevisions(ViewPage):
    """A page below a product."""

    permission = "catalog.view_product"
    model = Product

    def context(self, request, **named):
        self.product = get_object_or_404(self.get_queryset(), code=named["code"])
        return {"product": self.product, **self.shown(**named)}

    def revision(self, number: int) -> ProductRevision:
        return get_object_or_404(self.product.revisions.select_related("created_by", "decided_by", "data_by", "copy_by"), number=number)

    def draw(self, template, context, status=200):
        above = [*ProductDetail(request=self.request).crumbs(self.product), (str(self.product), self.product.get_absolute_url())]
        return super().draw(template, {**context, "crumbs": above}, status)


class RevisionList(OfRevisions):
    """Who wrote, confirmed and approved which page, when and why; any two can be compared."""
    url = "catalog/products/<str:code>/revisions/"
    name = "product-revisions"
    title = _("Revisions")
    template = "catalog/gate/revisions.html"

    def shown(self, **named):
        rows = self.product.revisions.select_related("created_by", "decided_by", "data_by", "copy_by").order_by("-number")[:MOST]
        return {"revisions": rows, "may_roll_back": ProductRollBack.is_open_to(self.request.user)
                and self.product.pending_revision is None}

    def get(self, request, **named):
        if {"old", "new"} <= request.GET.keys():
            return self.compare(request, **named)
        return super().get(request, **named)

    def compare(self, request, code):
        self.template = "catalog/gate/compare.html"
        self.product = get_object_or_404(self.get_queryset(), code=code)
        old, new = (self.revision(int(request.GET[name]) if request.GET[name].isdecimal() else 0) for name in ("old", "new"))
        return self.draw(self.template, {
            "product": self.product, "old": old, "new": new, "rows": differing.between(old, new),
            "pictures": differing.pictures(old, new)})


class RevisionDetail(OfRevisions):
    """One page as it was: for an order line, the page as sold."""
    url = "catalog/products/<str:code>/revisions/<int:number>/"
    name = "product-revision"
    title = _("Page of a revision")
    template = "catalog/gate/revision.html"

    def shown(self, code, number):
        revision = self.revision(number)
        return {
            "revision": revision, "facts": differing.stated(revision, self.product.product_class),
            "pictures": list(enumerate(revision.pictures, 1)),
            "may_roll_back": revision.state == ProductRevision.State.SUPERSEDED and self.product.pending_revision is None
            and ProductRollBack.is_open_to(self.request.user)}


class ProductRollBack(ActionPage):
    """One click with a reason; what comes of it goes through the same gate."""
    url = "catalog/products/<str:code>/revisions/<int:number>/roll-back/"
    name = "product-roll-back"
    title = _("Take this revision up again")
    permission = "catalog.submit_product"
    form_class = ReasonForm
    model = ProductRevision
    back = ProductDetail
    icon = "history"
    closed_reason = _("Only a page that was live before can be taken up again, and only while no draft is open.")

    def get_row(self, code, number):
        return get_object_or_404(ProductRevision.objects.select_related("product"), product__code=code, number=number)

    def is_open(self, row, user):
        return row.state == ProductRevision.State.SUPERSEDED and row.product.pending_revision is None

    def back_url(self, row):
        return row.product.get_absolute_url()

    def crumbs(self, row=None):
        return [(str(row.product), row.product.get_absolute_url())] if row is not None else []

    def facts(self, row):
        live = row.product.live_revision
        lost = ", ".join(one.label for one in differing.between(live, row)) if live else ""
        return [(_("Revision"), row.number), (_("Live until"), live.live_at if live else "—"), (_("Facts that go back"), lost or "—")]

    def perform(self, row, form, by):
        approval = revisions.roll_back(row.product, row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Submitted as %(number)s. A colleague decides.") % {"number": approval.number}
