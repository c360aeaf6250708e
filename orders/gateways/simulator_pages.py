"""What the customer sees at the simulated WeChat Pay: the H5 pay page, the page behind a scanned code, and the list on the demo page."""

import time
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from microstore.core.money import format_yuan
from microstore.core.simulators import Problem, Request, Response, route, see_other
from microstore.core.simulators.page import button, facts, join, page, section


class Pages:
    @route("GET", r"/(?:pay|scan)")
    def pay_page(self, request: Request) -> Response:
        trade, back = self._trade_of(request.query.get("prepay_id", "")), _safe(request.query.get("redirect_url", ""))
        if trade is None:
            return page(_("Payment not found"), format_html("<h1>{}</h1>", _("Payment not found")), status=404, narrow=True)
        if trade["state"] == "NOTPAY" and (trade["scene"] == "native" or time.time() < trade["page_until"]):
            return page(_("WeChat Pay (simulated)"), self._open(trade, back), narrow=True)
        return page(_("WeChat Pay (simulated)"), self._closed(trade, back), narrow=True)

    @route("POST", r"/(?:pay|scan)")
    def pay_pressed(self, request: Request) -> Response:
        form = request.form
        trade = self._trade_of(form.get("prepay_id", ""))
        if trade is None:
            raise Problem(page(_("Payment not found"), format_html("<h1>{}</h1>", _("Payment not found")), status=404, narrow=True))
        paid = self.pay(trade["out_trade_no"])
        back = _safe(form.get("redirect_url", ""))
        if form.get("place") == "demo":
            return see_other("/")
        if back and paid["state"] == "SUCCESS":
            return see_other(back)
        return page(_("WeChat Pay (simulated)"), self._closed(paid, back), narrow=True)

    def section(self):
        """Newest payments, each with the button of the customer who pays."""
        rows = [self._row(self._trade(trade["out_trade_no"])) for trade in self.ledger.newest("trade", 20)]
        hint = _("Pay here as the customer would on the phone. The signed notice reaches the shop a moment later.")
        return section(_("Payments"), hint, rows, _("No payment yet. Place an order and choose WeChat Pay."))

    def _row(self, trade: dict):
        tone, label = _state(trade)
        act = ""
        if trade["state"] == "NOTPAY":
            act = button("/wechatpay/scan", _("Pay as customer"), prepay_id=trade["prepay_id"], place="demo")
        return format_html(
            '<div class="row"><div><strong>{}</strong> <span class="tag {}">{}</span><br><span class="small">{} · {}</span></div>{}</div>',
            format_yuan(trade["total"]), tone, label, trade["description"], trade["out_trade_no"], act,
        )  # fmt: skip

    def _open(self, trade: dict, back: str):
        yuan = format_yuan(trade["total"])
        fields = {"prepay_id": trade["prepay_id"], "redirect_url": back}
        cancel = format_html('<a class="button plain wide" href="{}">{}</a>', back, _("Do not pay now")) if back else ""
        return join(
            format_html("<header><h1>{}</h1><p>{}</p></header>", _("WeChat Pay (simulated)"), _("No real money moves here.")),
            format_html('<section><p class="amount">{}</p>{}', yuan, self._facts(trade)),
            button("/wechatpay/pay", _("Pay {amount}").format(amount=yuan), css="wide", **fields),
            cancel,
            mark_safe("</section>"),
        )

    def _closed(self, trade: dict, back: str):
        tone, label = _state(trade)
        if trade["state"] == "NOTPAY":
            label = _("This page is too old. Start the payment again in the shop.")
        link = format_html('<a class="button wide" href="{}">{}</a>', back, _("Back to the shop")) if back else ""
        text = "" if back else format_html('<p class="hint">{}</p>', _("You can close this page. The shop's own page goes on by itself."))
        return format_html(
            '<header><h1>{}</h1></header><section><p class="amount">{}</p><p><span class="tag {}">{}</span></p>{}{}{}</section>',
            _("WeChat Pay (simulated)"), format_yuan(trade["total"]), tone, label, self._facts(trade), link, text,
        )  # fmt: skip

    def _facts(self, trade: dict):
        merchant = self.keys["wechatpay_mchid"]
        return facts([(_("Goods"), trade["description"]), (_("Merchant"), merchant), (_("Number"), trade["out_trade_no"])])

    def _trade_of(self, prepay_id: str) -> dict | None:
        known = self.ledger.get("prepay", prepay_id)
        return self._trade(known["out_trade_no"]) if known else None


def _state(trade: dict) -> tuple[str, str]:
    labels = {
        "NOTPAY": ("waiting", _("Waiting for payment")),
        "SUCCESS": ("done", _("Paid")),
        "REFUND": ("done", _("Refunded")),
        "CLOSED": ("", _("Closed")),
    }
    return labels[trade["state"]]


def _safe(address: str) -> str:
    """Only plain web addresses, so that the page can not be made to run a script."""
    return address if urlsplit(address).scheme in ("http", "https") else ""
