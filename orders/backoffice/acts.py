"""What staff do with one order."""

from django.utils.translation import gettext_lazy as _

from catalog.readings import holding
from microstore.accounts.backoffice.reveal import RevealPage
from microstore.accounts.forms import AddressForm
from microstore.core import regions
from microstore.core.errors import Refused
from microstore.core.money import format_yuan
from microstore.core.pages import ActionPage, ReasonForm
from orders.backoffice.orders import OrderDetail
from orders.forms import CorrectAddressForm, HoldForm
from orders.models import Order, PaymentState
from orders.services import orders
from orders.services.checkout import Receiver
from orders.services.orders.permitted import open_acts


class OrderAct(ActionPage):
    """An act that is offered while ``allowed_acts`` names it."""

    act = ""
    model = Order
    lookup = "number"
    back = OrderDetail

    def get_queryset(self):
        return super().get_queryset().select_related("store", "customer")

    def is_open(self, row, user):
        return self.act in open_acts(row)


class OrderApprove(OrderAct):
    url = "orders/<str:number>/approve/"
    name = "order-approve"
    title = _("Approve")
    permission = "orders.review_order"
    act = "approve"
    icon = "check"

    def warnings(self, row):
        return [hit["text"] for hit in row.review_hits if hit["stops"]]

    def perform(self, row, form, by):
        orders.approve(row, by=by)
        return _("%(order)s is approved. The warehouse goes on.") % {"order": row}


class OrderHold(OrderAct):
    url = "orders/<str:number>/hold/"
    name = "order-hold"
    title = _("Hold and ask")
    permission = "orders.hold_order"
    act = "hold"
    form_class = HoldForm
    tone = "plain"
    icon = "pause"

    def initial(self, row):
        """The first rule that was hit suggests reason and question."""
        hit = next((hit for hit in row.review_hits if hit["stops"]), None)
        known = {value for value, _label in HoldForm.base_fields["reason"].choices}
        return {"reason": hit["code"] if hit and hit["code"] in known else "other"}

    def perform(self, row, form, by):
        orders.hold(row, question=form.cleaned_data["question"], reason=form.cleaned_data["reason"], by=by)
        return _("%(order)s is on hold. The customer has been asked.") % {"order": row}


class OrderRelease(OrderAct):
    url = "orders/<str:number>/release/"
    name = "order-release"
    title = _("Release the hold")
    permission = "orders.hold_order"
    act = "release"
    icon = "play"

    def facts(self, row):
        asked = row.holds.filter(released_at=None).first()
        return [(_("Question"), asked.question), (_("Answer"), asked.answer or _("None yet"))] if asked else []

    def perform(self, row, form, by):
        orders.release_hold(row, by=by)
        return _("%(order)s is no longer on hold.") % {"order": row}


class OrderCorrect(OrderAct):
    url = "orders/<str:number>/address/"
    name = "order-address"
    title = _("Correct the address")
    permission = "orders.correct_order"
    act = "correct_address"
    form_class = CorrectAddressForm
    tone = "plain"
    icon = "edit"

    def initial(self, row):
        province, city, district = regions.code_path(row.region_code) or ("", "", "")
        return {
            "receiver_name": row.receiver_name, "receiver_phone": row.receiver_phone, "province": province, "city": city,
            "district": district, "detail": row.detail,
        }  # fmt: skip

    def post(self, request, **kwargs):
        """Without script, the regions of another province are fetched by a button."""
        if request.POST.get("act") in ("next", "recognise"):
            row = self.get_row(**kwargs)
            filled = AddressForm.read(request.POST).initial
            return self.ask(row, self.build_form(row, initial={**filled, "reason": request.POST.get("reason", "")}))
        return super().post(request, **kwargs)

    def perform(self, row, form, by):
        data = form.cleaned_data
        path = regions.name_path(data["district"])
        if path is None:
            raise Refused(_("Choose province, city and district."))
        receiver = Receiver(data["receiver_name"], data["receiver_phone"], *path, data["district"], data["detail"])
        orders.correct_address(row, receiver, reason=data["reason"], by=by)
        return _("The address is corrected.")


class OrderCancel(OrderAct):
    url = "orders/<str:number>/cancel/"
    name = "order-cancel"
    title = _("Cancel the order")
    permission = "orders.cancel_order"
    act = "cancel"
    form_class = ReasonForm
    tone = "danger"
    icon = "stop"

    def warnings(self, row):
        opened = holding.opened(row.number) if row.has_readings else {}
        words = _("The customer has opened “%(titles)s”; the money goes back all the same.") % {"titles": "、".join(opened.values())}
        return [words] if opened else []

    def facts(self, row):
        paid = row.payment_state == PaymentState.PAID
        return [(_("Goes back to the customer"), format_yuan(row.total_fen if paid else 0))]

    def perform(self, row, form, by):
        orders.cancel(row, reason=form.cleaned_data["reason"], by=by)
        return _("%(order)s is cancelled.") % {"order": row}


class OrderReveal(RevealPage):
    url = "orders/<str:number>/reveal/"
    name = "order-reveal"
    permission = "orders.reveal_order"
    title = _("Show the receiver")
    model = Order
    lookup = "number"
    back = OrderDetail
    tone = "plain"

    def is_open(self, row, user):
        return row.has_parcel

    def shown(self, row):
        return [
            ("receiver_name", _("Receiver"), row.receiver_name), ("receiver_phone", _("Phone"), row.receiver_phone),
            ("detail", _("Address"), row.address),
        ]  # fmt: skip
