"""The buyers of the simulated shop on the page of the outside world: order, change, cancel, ask for the money."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from microstore.core.simulators import Request, Response, route, see_other
from microstore.core.simulators.page import button, join, section

from .simulator_shop import BUYERS, now_text

SHOWN = 12


class Pages:
    @route("POST", "/new")
    def new_pressed(self, request: Request) -> Response:
        self.act_new()
        return see_other("/#channels")

    @route("POST", "/unknown")
    def unknown_pressed(self, request: Request) -> Response:
        self.act_unknown()
        return see_other("/#channels")

    @route("POST", "/act")
    def act_pressed(self, request: Request) -> Response:
        """One button of an order; an order that is gone or past it changes nothing."""
        order, act = self.orders.get(request.form.get("order_id", "")), request.form.get("act", "")
        facts = _change(order, act) if order else None
        if facts:
            self.change(order["order_id"], **facts)
        return see_other("/#channels")

    def section(self):
        hint = _("A shop of ours on Weidian. What buyers do here reaches the back office by a push, and by the next pull at the latest.")
        newest = sorted(self.orders.values(), key=lambda order: order["order_id"], reverse=True)[:SHOWN]
        rows = [_new(), *(self._row(order) for order in newest)]
        return format_html('<div id="channels">{}</div>', section(_("Weidian"), hint, rows, ""))

    def _row(self, order: dict):
        offered = [(act, label) for act, label in _labels().items() if _change(order, act)]
        acts = join(*(button("/weidian/act", label, css="plain", order_id=order["order_id"], act=act) for act, label in offered))
        done = order["status_ori"] in (40, 50, 60)
        return format_html(
            '<div class="row"><div><strong>{}</strong> <span class="tag {}">{}</span><br><span class="small">¥{} · {}</span></div></div>'
            '<div class="row">{}</div>',
            order["order_id"], "done" if done else "waiting", _state(order), order["total"],
            "、".join(f"{item['item_name']}×{item['quantity']}" for item in order["items"]), acts,
        )  # fmt: skip


def _new():
    known = button("/weidian/new", _("A buyer orders"))
    unknown = button("/weidian/unknown", _("A buyer orders goods we do not know"), css="plain")
    return format_html('<div class="row">{}</div>', join(known, unknown))


def _labels() -> dict[str, str]:
    return {
        "pay": _("Buyer pays"), "move": _("Changes the address"), "note": _("Leaves a note"), "refund": _("Asks for the money"),
        "refunded": _("Money paid back"), "cancel": _("Cancelled"), "receive": _("Received"),
    }  # fmt: skip


def _change(order: dict, act: str) -> dict | None:
    """What the button changes, or None where the order is past it."""
    state, refund = order["status_ori"], order["refund_status_ori"]
    other = next(buyer for buyer in BUYERS if buyer[5] != order["buyer_info"]["address"])
    names = ("name", "phone", "province", "city", "region", "address")
    changes = {
        "pay": (state == 10, {"status_ori": 20, "pay_time": now_text()}),
        "move": (state == 20 and refund == 0, {"buyer_info": dict(zip(names, other, strict=True))}),
        "note": (state == 20 and refund == 0, {"note": "请周末送货"}),
        "refund": (state in (20, 30) and refund == 0, {"refund_status_ori": 1}),
        "refunded": (state in (20, 30) and refund == 1, {"refund_status_ori": 2, "status_ori": 60, "refund_fee": order["total"]}),
        "cancel": (state == 10, {"status_ori": 60}),
        "receive": (state == 30, {"status_ori": 40, "confirm_time": now_text()}),
    }
    is_open, facts = changes.get(act, (False, {}))
    return facts if is_open else None


def _state(order: dict) -> str:
    return {1: _("Refund asked"), 2: _("Refunded")}.get(order["refund_status_ori"]) or order["status"]
