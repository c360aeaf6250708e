"""What customers and supervisors are told about after-sale cases."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from customerservice.models import AftersaleCase
from customerservice.services.aftersales.facts import amount_of
from microstore.accounts.services.staff import of_post
from microstore.core import sentences
from microstore.core.declarations import Post
from microstore.core.money import format_yuan
from microstore.messaging import services as messaging
from microstore.stores.scope import store_ids_visible_to

BY_TEXT = ("aftersale.proposed", "aftersale.return_approved", "aftersale.rejected")


def _case(number: str) -> AftersaleCase:
    return AftersaleCase.objects.select_related("order__customer__user", "order__store", "refund").get(number=number)


def _moment(at) -> str:
    return date_format(localtime(at), "Y-m-d H:i") if at else ""


def tell_customer(event) -> None:
    """One message per turn of the case; delivered again, it is the same message."""
    case = _case(event.case)
    amount = case.offered_fen if event.name == "aftersale.proposed" else amount_of(case)
    context = {
        "case": case.number, "number": case.order.number, "due": _moment(case.due_at), "amount": format_yuan(amount),
        "text": case.offer_text if event.name == "aftersale.proposed" else case.answer,
    }  # fmt: skip
    channels = ("inbox", "sms") if event.name in BY_TEXT else ("inbox",)
    key = f"{event.name}:{case.number}:{context['due']}"
    messaging.send(event.name, to=case.order.customer, key=key, channels=channels, context=context)


def tell_supervisors(event) -> None:
    """Every supervisor of customer service who sees the store."""
    case = _case(event.case)
    context = {"case": case.number, "state": sentences.word_of(case, "state")}
    for user in of_post(Post.SERVICE_LEAD):
        ids = store_ids_visible_to(user)
        if ids is None or case.order.store_id in ids:
            key = f"aftersale.escalated:{case.number}:{event.state}:{user.pk}"
            messaging.send("aftersale.escalated", to=user, key=key, channels=("inbox",), context=context)
