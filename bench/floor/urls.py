"""Four views: an item, a list of twenty, a cached page, an order."""
import random
import uuid

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from .models import Item, Line, Order, Outbox, Payment


def item(request, slug):
    return render(request, "item.html", {"item": get_object_or_404(Item, slug=slug)})


def items(request, page):
    return render(request, "items.html", {"items": list(Item.objects.order_by("position")[page * 20 : page * 20 + 20])})


def cached(request):
    body = cache.get("page")
    if body is None:
        body = render(request, "item.html", {"item": Item.objects.first()}).content
        cache.set("page", body, 3600)
    return HttpResponse(body)


@csrf_exempt
@transaction.atomic
def order(request):
    """What any shop must do at the last step: one order, stock taken on condition, three lines, a payment, an outbox row."""
    wanted = list(Item.objects.filter(pk__in=random.sample(range(1, 1001), 3)))
    total = sum(each.price_fen for each in wanted)
    made = Order.objects.create(number=uuid.uuid4().hex, name=request.POST["receiver_name"], total_fen=total)
    Line.objects.bulk_create(Line(order=made, item=each, units=1, price_fen=each.price_fen) for each in wanted)
    Payment.objects.create(order=made, amount_fen=total)
    Outbox.objects.create(body={"order": made.number})
    taken = Item.objects.filter(pk__in=sorted(each.pk for each in wanted), units__gte=1).update(units=F("units") - 1)
    if taken != len(wanted):
        raise ValueError("out of stock")
    return HttpResponse(status=302, headers={"Location": f"/orders/{made.number}/"})


urlpatterns = [path("items/<slug:slug>/", item), path("list/<int:page>/", items), path("cached/", cached), path("order/", order)]
