"""Acts on the open draft: the two ticks, taking a planned publication back, dropping it."""
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.acts import OfProduct, ProductSubmit
from catalog.backoffice.products import ProductDetail
from catalog.gate import differing, revisions, ticks
from catalog.models import ProductRevision
from microstore.core.pages import ReasonForm

State = ProductRevision.State


class Confirm(OfProduct):
    """One of the two ticks; what it stands for is shown before it is given."""

    part = ""
    tone = "plain"
    icon = "check"
    closed_reason = _("There is nothing to confirm, or you gave the other tick.")

    def is_open(self, row, user):
        draft = row.pending_revision
        if draft is None or draft.state == State.SCHEDULED or getattr(draft, f"{self.part}_by_id"):
            return False
        return user.pk not in (draft.data_by_id, draft.copy_by_id)

    def facts(self, row):
        """What the tick covers; beside a live page only what changed."""
        draft, live = row.pending_revision, row.live_revision
        names = {one.name for one in differing.between(live, draft)} if live else set(differing.names_of(draft))
        shown = [(label, value) for name, label, value in differing.named(draft, row.product_class) if name in names and self.covers(name)]
        return shown or [(_("Changed"), _("pictures only") if live else "—")]

    def covers(self, name: str) -> bool:
        return (name in ticks.COPY_FIELDS) == (self.part == ticks.COPY)

    def perform(self, row, form, by):
        ticks.confirm(row, self.part, by=by)
        return gettext("Confirmed with your name.")


class ConfirmData(Confirm):
    url = "catalog/products/<str:code>/confirm-data/"
    name = "product-confirm-data"
    title = _("Confirm the data")
    permission = "catalog.confirm_data"
    part = ticks.DATA


class ConfirmCopy(Confirm):
    url = "catalog/products/<str:code>/confirm-copy/"
    name = "product-confirm-copy"
    title = _("Confirm the copy")
    permission = "catalog.confirm_copy"
    part = ticks.COPY


class TakeBackPlanned(OfProduct):
    url = "catalog/products/<str:code>/unschedule/"
    name = "product-unschedule"
    title = _("Take the planned publication back")
    permission = "catalog.submit_product"
    form_class = ReasonForm
    tone = "plain"
    icon = "undo"

    def is_open(self, row, user):
        return row.revisions.filter(state=State.SCHEDULED).exists()

    def perform(self, row, form, by):
        revisions.take_back(row, reason=form.cleaned_data["reason"], by=by)
        return gettext("It is a draft again.")


class DraftDrop(OfProduct):
    url = "catalog/products/<str:code>/drop/"
    name = "product-draft-drop"
    title = _("Drop the draft")
    permission = "catalog.submit_product"
    tone = "danger"
    icon = "trash"

    def is_open(self, row, user):
        return bool(row.live_revision_id) and row.revisions.filter(state=State.DRAFT).exists()

    def perform(self, row, form, by):
        revisions.drop(row, by=by)
        return gettext("The draft is gone; the live page stays as it is.")


at = ProductDetail.actions.index(ProductSubmit)
ProductDetail.actions[at:at] = [ConfirmData, ConfirmCopy]
ProductDetail.actions += [TakeBackPlanned, DraftDrop]
