"""What must hold of after-sale cases."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from customerservice.models import AftersaleCase, AftersaleLine
from customerservice.models.aftersale import IN_VAIN
from microstore.core.declarations import Check
from orders.models import AftersaleState, Order


@Check.register("8", _("no unit is in two after-sale cases, and none was not bought"))
def cases_name_bought_units():
    seen = Counter()
    for line in AftersaleLine.objects.exclude(case__state__in=IN_VAIN).select_related("case", "order_line"):
        for place in line.places:
            seen[line.order_line_id, place] += 1
            if place >= line.order_line.units or seen[line.order_line_id, place] > 1:
                yield f"{line.case}: {line.order_line} unit {place}"


@Check.register("8", _("an order has an open case exactly while one of its cases is open"))
def orders_know_their_cases():
    open_cases = AftersaleCase.objects.open().values("order")
    for order in Order.objects.filter(aftersale_state=AftersaleState.OPEN).exclude(pk__in=open_cases):
        yield f"{order}: no open case"
    for order in Order.objects.filter(pk__in=open_cases).exclude(aftersale_state=AftersaleState.OPEN):
        yield f"{order}: its open case is not marked"


@Check.register("8", _("a refunded case has a refund that arrived"))
def refunded_cases_are_paid():
    for case in AftersaleCase.objects.filter(state="refunded").exclude(refund__state="succeeded"):
        yield f"{case}"
