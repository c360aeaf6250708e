"""The conversation on the customer's phone: one page that works by plain forms, and a small question for what is new."""

import uuid

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalog.models import Listing
from customerservice import norms
from customerservice.models import ChatMessage, Conversation
from customerservice.services.conversations import finding, hours, presence, talking
from customerservice.services.conversations.talking import Said
from microstore.accounts import on_sign_in
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.ratelimit import TooMany, limit
from orders.models import Order

KEPT = "chats"  # in the session: store id → conversation id, so that asking for news costs one query
SHOWN = 60
PER_ADDRESS_AN_HOUR = 400


@open_to("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request):
    """Guests may write; who signs in keeps what was said."""
    card = _card(request)
    if request.method != "POST":
        return _draw(request, card)
    if request.customer is None and not request.session.session_key:
        request.session.save()
    try:
        _limit(request)
        conversation = _send(request, card)
    except Refused as refusal:
        return _draw(request, card, refusal=refusal, text=request.POST.get("text", ""))
    keep(request, conversation)
    return redirect(f"{reverse('chat')}#end")


def _limit(request) -> None:
    who = f"c{request.customer.pk}" if request.customer else f"s{request.session.session_key}"
    limit(f"chat:{who}", norms.CHAT_RATE.value, 60)
    limit(f"chat-address:{request.META.get('REMOTE_ADDR', '')}", PER_ADDRESS_AN_HOUR, 3600)


def _send(request, card: dict) -> Conversation:
    said = Said(
        text=request.POST.get("text", ""), upload=request.FILES.get("picture"), token=request.POST.get("token", ""),
        product=card["listing"].product if card["listing"] else None, order=card["order"],
    )  # fmt: skip
    return talking.hear(request.store, said, **_who(request)).conversation


def _who(request) -> dict:
    return {"customer": request.customer, "session_key": "" if request.customer else request.session.session_key or ""}


def _card(request) -> dict:
    """What the customer was looking at: a product on this shelf, or an own order of this store."""
    given = request.POST if request.method == "POST" else request.GET
    slug, number = given.get("product", "").replace("\x00", "")[:120], given.get("order", "").replace("\x00", "")[:24]
    listing = order = None
    if slug:
        listing = Listing.objects.on_sale(request.store).filter(slug=slug).select_related("product__live_revision").first()
    if number and request.customer:
        order = Order.objects.of(request.customer).filter(store=request.store, number=number).first()
    return {"listing": listing, "order": order}


def _draw(request, card: dict, refusal=None, text=""):
    conversation = finding.current(request.store, **_who(request))
    messages = []
    if conversation:
        keep(request, conversation)
        messages = list(_rows(conversation.pk).order_by("-pk")[:SHOWN])[::-1]
        talking.mark_seen(conversation, by_customer=True)
    status = 200 if refusal is None else 429 if isinstance(refusal, TooMany) else 422
    return render(request, "customerservice/storefront/chat.html", {
        "conversation": conversation, "lines": messages, "last": messages[-1].pk if messages else 0, "text": text, "refusal": refusal,
        "token": uuid.uuid4().hex, "is_open": hours.is_open(), "hours": hours.words(), "target": norms.TARGET.value,
        "ahead": _ahead(conversation), "is_card_said": _is_said(messages, card), **card,
    }, status=status)  # fmt: skip


def _is_said(messages, card: dict) -> bool:
    """The card stands in the thread already."""
    product = card["listing"].product_id if card["listing"] else None
    order = card["order"].pk if card["order"] else None
    return any((product and line.product_id == product) or (order and line.order_id == order) for line in messages)


def _ahead(conversation: Conversation | None) -> int:
    """How many customers wait longer, while nobody has this conversation."""
    if conversation is None or conversation.due_at is None or conversation.assignee_id:
        return 0
    earlier = Conversation.objects.waiting().filter(store_id=conversation.store_id, assignee=None, due_at__lt=conversation.due_at)
    return earlier[:100].count()


def _rows(conversation_id: int):
    """``is_left``: the product of the card can be bought in this store."""
    shelf = Listing.objects.filter(store=OuterRef("conversation__store"), product=OuterRef("product"), is_on=True, in_stock=True)
    rows = ChatMessage.objects.filter(conversation_id=conversation_id).annotate(is_left=Exists(shelf))
    return rows.select_related("picture", "by", "product__live_revision", "order")


def keep(request, conversation: Conversation) -> None:
    kept = request.session.get(KEPT) or {}
    if kept.get(str(conversation.store_id)) != conversation.pk:
        request.session[KEPT] = {**kept, str(conversation.store_id): conversation.pk}
    presence.note_here(conversation.pk)


@open_to("public")
@never_cache
@require_safe
def news(request):
    """What was said after the message ``after``; 204 when nothing was."""
    pk = (request.session.get(KEPT) or {}).get(str(request.store.pk))
    after = request.GET.get("after", "")
    if not pk or not (after.isascii() and after.isdigit() and len(after) < 18):
        return HttpResponse(status=204)
    presence.note_here(pk)
    messages = list(_rows(pk).filter(pk__gt=int(after))[:SHOWN])
    if not messages:
        return HttpResponse(status=204)
    talking.mark_seen(messages[0].conversation, by_customer=True)
    return render(request, "customerservice/storefront/_lines.html", {"lines": messages})


@on_sign_in
def bring_chat(request, customer, old_session_key) -> None:
    """What a guest wrote goes with them."""
    if not finding.bring_along(old_session_key or "", customer):
        return
    own = Conversation.objects.filter(customer=customer).exclude(state="closed").values_list("store_id", "pk")
    request.session[KEPT] = {str(store): pk for store, pk in own}
