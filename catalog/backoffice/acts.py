"""What can be done with a product, in its order: submit, decide, list, take off, suspend, delist."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import completeness
from catalog.backoffice.products import ProductDetail, ProductEdit, ProductList, ProductPlace
from catalog.bundles import filling
from catalog.bundles.reactions import holding
from catalog.forms import DelistForm, PictureForm, StoresForm
from catalog.gate import certificates
from catalog.gate.forms import SubmitForm
from catalog.models import Product
from catalog.services import pictures, products
from microstore.core.pages import ActionPage, BulkAction, Decision, ReasonForm
from microstore.core.pages.wording import moment
from microstore.stores.assets import picking


class OfProduct(ActionPage):
    """An act on one product."""
    model = Product
    lookup = "code"
    back = ProductDetail


class LeavingShelf(OfProduct):
    """An act that takes bundles off the shelf with what is inside."""

    def warnings(self, row):
        names = [product.name for product in holding(row.code)]
        return [gettext("These bundles leave the shelf with it: %(bundles)s.") % {"bundles": "、".join(names)}] if names else []


class ProductSubmit(OfProduct):
    url = "catalog/products/<str:code>/submit/"
    name = "product-submit"
    title = _("Submit for review")
    permission = "catalog.submit_product"
    form_class = SubmitForm
    icon = "send"

    def is_open(self, row, user):
        return row.revisions.filter(state="draft").exists()

    def warnings(self, row):
        draft = row.pending_revision
        empty = [completeness.label_of(name) for name in completeness.missing(draft, row)]
        lacking = [gettext("Still missing: %(fields)s.") % {"fields": ", ".join(empty)}] if empty else []
        return [*lacking, *completeness.faults(draft, row), *certificates.faults(draft, row), *filling.faults(row)]

    def perform(self, row, form, by):
        asked = form.cleaned_data
        approval = products.submit(row, reason=asked["reason"], publish_at=asked["publish_at"], by=by)
        return gettext("Submitted as %(number)s. A colleague decides.") % {"number": approval.number}


class ProductDecision(Decision, OfProduct):
    """The open approval of this product, decided by somebody else than who asked."""
    permission = "catalog.approve_product"

    def said(self, row):
        if not self.says_yes:
            return gettext("Sent back with your reason.")
        waiting = row.revisions.filter(state="scheduled").first()
        if waiting is None:
            return gettext("Approved: the draft is live.")
        return gettext("Approved: goes live on %(moment)s.") % {"moment": moment(waiting.publish_at)}


class ProductApprove(ProductDecision):
    url = "catalog/products/<str:code>/approve/"
    name = "product-approve"
    title = _("Approve")
    icon = "check"


class ProductSendBack(ProductDecision):
    url = "catalog/products/<str:code>/send-back/"
    name = "product-send-back"
    title = _("Send back")
    tone = "danger"
    icon = "undo"
    says_yes = False


class ProductPutOn(OfProduct):
    url = "catalog/products/<str:code>/list/"
    name = "product-list-in-store"
    title = _("List in stores")
    permission = "catalog.list_product"
    form_class = StoresForm
    move = "list_in_store"
    icon = "store"

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def perform(self, row, form, by):
        listed = products.list_in_store(row, form.cleaned_data["stores"], by=by)
        return gettext("Listed in %(count)s stores.") % {"count": len(listed)}


class ProductTakeOff(LeavingShelf):
    url = "catalog/products/<str:code>/unlist/"
    name = "product-unlist"
    title = _("Take off a shelf")
    permission = "catalog.list_product"
    form_class = StoresForm
    tone = "plain"

    def form_kwargs(self, row):
        return {"user": self.request.user}

    def is_open(self, row, user):
        return row.is_live

    def perform(self, row, form, by):
        products.unlist(row, form.cleaned_data["stores"], by=by)
        return gettext("Taken off the shelf.")


class ProductSuspend(LeavingShelf):
    url = "catalog/products/<str:code>/suspend/"
    name = "product-suspend"
    title = _("Suspend")
    permission = "catalog.delist_product"
    form_class = ReasonForm
    move = "suspend"
    tone = "plain"
    icon = "pause"

    def perform(self, row, form, by):
        products.suspend(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Suspended in every store.")


class ProductResume(OfProduct):
    url = "catalog/products/<str:code>/resume/"
    name = "product-resume"
    title = _("Resume")
    permission = "catalog.delist_product"
    form_class = ReasonForm
    move = "resume"
    icon = "play"

    def perform(self, row, form, by):
        products.resume(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Back on the shelves where it stood.")


class ProductDelist(LeavingShelf):
    url = "catalog/products/<str:code>/delist/"
    name = "product-delist"
    title = _("Delist")
    permission = "catalog.delist_product"
    form_class = DelistForm
    move = "delist"
    tone = "danger"

    def perform(self, row, form, by):
        products.delist(row, why=form.cleaned_data["why"], reason=form.cleaned_data["reason"], by=by)
        return gettext("Delisted.")


class ProductRetire(OfProduct):
    url = "catalog/products/<str:code>/retire/"
    name = "product-retire"
    title = _("Retire for good")
    permission = "catalog.delist_product"
    form_class = ReasonForm
    move = "retire"
    tone = "danger"

    def perform(self, row, form, by):
        products.retire(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("Retired: it is not bought and not listed again.")


class PictureAdd(OfProduct):
    url = "catalog/products/<str:code>/pictures/new/"
    name = "product-picture-new"
    title = _("Add a picture")
    permission = "catalog.change_product"
    form_class = PictureForm
    tone = "plain"
    icon = "image"

    def build_form(self, row, **bound):
        return picking.limit(super().build_form(row, **bound), self.request.user)

    def perform(self, row, form, by):
        pictures.add(row, form.cleaned_data["picture"], asset=form.cleaned_data["asset"], by=by)
        return gettext("Picture added to the draft.")


class PictureRemove(OfProduct):
    url = "catalog/products/<str:code>/pictures/<int:place>/remove/"
    name = "product-picture-remove"
    title = _("Remove a picture")
    permission = "catalog.change_product"
    tone = "danger"

    def get_row(self, **kwargs):
        self.place = kwargs["place"]
        return super().get_row(code=kwargs["code"])

    def perform(self, row, form, by):
        pictures.remove(row, self.place, by=by)
        return gettext("Picture removed from the draft.")


class PictureFirst(PictureRemove):
    url = "catalog/products/<str:code>/pictures/<int:place>/first/"
    name = "product-picture-first"
    title = _("Make it the first picture")
    tone = "primary"

    def perform(self, row, form, by):
        pictures.put_first(row, self.place, by=by)
        return gettext("This picture is now the first of the draft.")


ProductDetail.actions += [
    ProductSubmit, ProductApprove, ProductSendBack, ProductPutOn, ProductEdit, ProductPlace, PictureAdd, ProductTakeOff, ProductResume,
    ProductSuspend, ProductDelist, ProductRetire,
]


class PutManyOn(BulkAction):
    code = "list"
    title = _("List in stores")
    permission = "catalog.list_product"
    form_class = StoresForm
    icon = "store"
    move = "list_in_store"

    def perform(self, row, form, by):
        products.list_in_store(row, form.cleaned_data["stores"], by=by)


class DelistMany(BulkAction):
    code = "delist"
    title = _("Delist")
    permission = "catalog.delist_product"
    form_class = DelistForm
    icon = "slash"
    tone = "danger"
    move = "delist"

    def perform(self, row, form, by):
        products.delist(row, why=form.cleaned_data["why"], reason=form.cleaned_data["reason"], by=by)


class SubmitMany(BulkAction):
    code = "submit"
    title = _("Submit for review")
    permission = "catalog.submit_product"
    form_class = ReasonForm
    icon = "send"

    def refuse(self, row, user):
        return "" if row.revisions.filter(state="draft").exists() else gettext("There is no draft to submit.")

    def perform(self, row, form, by):
        products.submit(row, reason=form.cleaned_data["reason"], by=by)


ProductList.bulk += [SubmitMany, PutManyOn, DelistMany]
