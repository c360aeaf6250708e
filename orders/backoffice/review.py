"""The review cockpit: the queue by due time, all facts of one order on one screen, and the next one after each decision."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from microstore.accounts import masking
from microstore.core import clock
from microstore.core.days import day_bounds
from microstore.core.declarations import Department
from microstore.core.pages import Menu, Queue, ViewPage, declare_queue
from orders.backoffice import acts, panels
from orders.models import Display, Order, PaymentState, ReviewState
from orders.review_rules import RULES
from orders.services.orders import allowed_acts

SHOWN = 60


def to_review(user):
    return Order.objects.visible_to(user).in_review()


def queue_of(user, tab: str) -> list[Order]:
    rows = to_review(user) if tab == "review" else Order.objects.visible_to(user).held()
    return list(rows.order_by("review_due_at", "pk")[:SHOWN])


def waiting(user):
    return to_review(user)[:1000].count() or None


def first_due(user):
    return to_review(user).order_by("review_due_at").values_list("review_due_at", flat=True).first()


def first_paid(user):
    return to_review(user).order_by("paid_at").values_list("paid_at", flat=True).first()


def by_store(user) -> dict[int, int]:
    return dict(to_review(user).order_by().values("store").annotate(count=Count("pk")).values_list("store", "count"))


class Review(ViewPage):
    template = "orders/backoffice/review.html"
    permission = "orders.review_order"
    title = _("Order review")

    def show(self, request, current: Order | None) -> dict:
        is_held = current.display_state == Display.ON_HOLD if current else request.GET.get("tab") == "held"
        queue = queue_of(request.user, "held" if is_held else "review")
        current = current or (queue[0] if queue else None)
        held = Order.objects.visible_to(request.user).held()[:1000].count()
        return {
            "queue": queue, "tab": "held" if is_held else "review", "today": today_of(request.user), "held_count": held, "current": current,
            **(facts_of(request, current, queue) if current else {}),
        }  # fmt: skip


class ReviewQueue(Review):
    url = "review/"
    name = "review"
    menu = Menu(Department.SERVICE, icon="review", position=5, count=waiting, hot=True)

    def context(self, request, **kwargs):
        return self.show(request, None)


class ReviewCockpit(Review):
    url = "review/<str:number>/"
    name = "review-order"
    model = Order
    lookup = "number"

    def get(self, request, **kwargs):
        row = self.get_queryset().filter(number=kwargs["number"]).first()
        if row is None:
            raise Http404
        if row.display_state not in (Display.IN_REVIEW, Display.ON_HOLD):
            return redirect(reverse("backoffice:review"))
        return self.draw(self.template, self.show(request, row))


def facts_of(request, row: Order, queue: list[Order]) -> dict:
    """All that somebody needs to decide, and where to go next."""
    numbers = [other.number for other in queue]
    place = numbers.index(row.number) if row.number in numbers else -1
    earlier = Order.objects.of(row.customer).visible_to(request.user).exclude(pk=row.pk).exclude(payment_state=PaymentState.UNPAID)
    hit = {each["code"] for each in row.review_hits}
    return {
        **panels.lines(request, row), **panels.review(request, row), **panels.money(request, row), "place": place + 1,
        "previous": numbers[place - 1] if place > 0 else "", "following": numbers[place + 1] if 0 <= place < len(numbers) - 1 else "",
        "name": masking.name(row.receiver_name), "phone": masking.phone(row.receiver_phone),
        "earlier": list(earlier.order_by("-placed_at")[:3]), "earlier_count": earlier.count(),
        "passed": [rule.label for rule in RULES if rule.code not in hit],
        "rule_count": len(RULES), "may": allowed_acts(row, request.user),
    }  # fmt: skip


def today_of(user) -> dict:
    """How the day's paid orders were reviewed so far."""
    start, end = day_bounds(clock.today())
    paid = Order.objects.visible_to(user).filter(paid_at__gte=start, paid_at__lt=end)
    approved = paid.filter(review_state=ReviewState.APPROVED)
    by_rule = approved.exclude(approved_by_rules="").count()
    counts = {"by_rule": by_rule, "by_person": approved.count() - by_rule, "waiting": paid.in_review().count(), "held": paid.held().count()}
    return {**counts, "total": sum(counts.values()), "bars": bars(counts)}


def bars(counts: dict) -> list[tuple]:
    """(tone, from, width) of the day's bar, in hundredths."""
    total, at, drawn = sum(counts.values()) or 1, 0, []
    for tone, name in (("1", "by_rule"), ("2", "by_person"), ("warn", "waiting"), ("danger", "held")):
        width = round(100 * counts[name] / total)
        drawn.append((tone, at, width))
        at += width
    return drawn


class FromCockpit:
    """The same act, begun in the cockpit: afterwards the next order of the queue is shown."""

    back = ReviewQueue


class ReviewApprove(FromCockpit, acts.OrderApprove):
    url = "review/<str:number>/approve/"
    name = "review-approve"


class ReviewHold(FromCockpit, acts.OrderHold):
    url = "review/<str:number>/hold/"
    name = "review-hold"


class ReviewCancel(FromCockpit, acts.OrderCancel):
    url = "review/<str:number>/cancel/"
    name = "review-cancel"


class ReviewRelease(FromCockpit, acts.OrderRelease):
    url = "review/<str:number>/release/"
    name = "review-release"
    back = ReviewCockpit


class ReviewCorrect(FromCockpit, acts.OrderCorrect):
    url = "review/<str:number>/address/"
    name = "review-address"
    back = ReviewCockpit


declare_queue(Queue(
    code="order-review", label=_("Orders to review"), permission="orders.review_order", count=waiting,
    url=lambda user: reverse("backoffice:review"), icon="review", act=_("Review"), due=first_due, minutes=30, position=10,
    department=Department.SERVICE, since=first_paid, per_store=by_store,
))  # fmt: skip
