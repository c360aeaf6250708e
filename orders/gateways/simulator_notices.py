"""The simulator's other direction: answers and notices, signed and encrypted as WeChat does it, and forged ones for tests."""

import json
import secrets
import time
import uuid

from microstore.core.simulators import Response

from . import wechatpay_crypto as crypto

PLAN = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)  # seconds, from WeChat's documents
SUMMARY = {"TRANSACTION.SUCCESS": "支付成功", "REFUND.SUCCESS": "退款成功", "REFUND.CLOSED": "退款关闭", "REFUND.ABNORMAL": "退款异常"}


class Notices:
    """Signs with the platform's key. ``mutate`` forges on demand: bad_sig, old_ts, bad_tag, unknown_serial, signtest, wrong_amount,
    wrong_mchid, xml."""

    def plan_notice(self, url: str, event: str, number: str, *, after: float, mutate: str = "") -> None:
        facts = {"kind": "notice", "id": str(uuid.uuid4()), "url": url, "event": event, "number": number, "mutate": mutate}
        self.ledger.plan(facts, after_seconds=after * self.scale)

    def perform(self, facts: dict) -> bool:
        if facts["kind"] == "finish_refund":
            self.finish_refund(facts["number"])
            return True
        headers, body = self.make_notice(facts)
        answer = self.post(facts["url"], body=body, headers=headers)
        return answer is not None and answer.status_code in (200, 204)

    def pauses(self, facts: dict) -> tuple[float, ...]:
        return PLAN if facts["kind"] == "notice" and not facts["mutate"] else ()

    def make_notice(self, facts: dict) -> tuple[dict, bytes]:
        """Headers and body of one try: fresh time, nonce and cipher, the same ``id``."""
        mutate = facts["mutate"]
        if mutate == "xml":
            return {"Content-Type": "text/xml"}, b"<xml><return_code>SUCCESS</return_code></xml>"
        resource = self._resource(facts)
        if mutate == "bad_tag":
            resource["nonce"] = secrets.token_hex(6)
        notice = {
            "id": facts["id"],
            "create_time": time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(time.time() + 8 * 3600)),
            "resource_type": "encrypt-resource",
            "event_type": facts["event"],
            "summary": SUMMARY.get(facts["event"], facts["event"]),
            "resource": resource,
        }
        body = json.dumps(notice, ensure_ascii=False).encode()
        return self._headers(body, mutate) | {"Content-Type": "application/json"}, body

    def act_send_notify(self, number: str, event: str = "TRANSACTION.SUCCESS", times: int = 1, mutate: str = "") -> dict:
        """Send now, ``times`` in a row, the same notice; gives the status of each answer."""
        kind = "trade" if event.startswith("TRANSACTION") else "refund"
        row = self.ledger.get(kind, number)
        url = row["notify_url"] if kind == "trade" else row["wish"]["notify_url"]
        facts = {"kind": "notice", "id": str(uuid.uuid4()), "url": url, "event": event, "number": number, "mutate": mutate}
        answers = []
        for _ in range(times):
            headers, body = self.make_notice(facts)
            answer = self.post(url, body=body, headers=headers)
            answers.append(answer.status_code if answer is not None else 0)
        return {"answers": answers}

    def _resource(self, facts: dict) -> dict:
        if facts["event"].startswith("TRANSACTION"):
            plain, kind = self.trade_facts(self.ledger.get("trade", facts["number"])), "transaction"
            plain["trade_state"] = "SUCCESS"  # the notice tells of the payment, whatever was refunded since
        else:
            plain, kind = self.refund_facts(self.ledger.get("refund", facts["number"]), "refund_status"), "refund"
        if facts["mutate"] == "wrong_amount":
            plain["amount"]["total"] += 1
        if facts["mutate"] == "wrong_mchid":
            plain["mchid"] = "1900000000"
        return {"original_type": kind, **crypto.encrypt(plain, self.keys["wechatpay_apiv3_key"], secrets.token_hex(6), kind)}

    def _headers(self, body: bytes, mutate: str = "") -> dict:
        timestamp = str(int(time.time()) - (400 if mutate == "old_ts" else 0))
        nonce = secrets.token_hex(16)
        signature = crypto.sign(self.platform_key, crypto.answer_message(timestamp, nonce, body))
        if mutate == "signtest":
            signature = f"WECHATPAY/SIGNTEST/{signature}"
        if mutate == "bad_sig":
            signature = crypto.sign(self.platform_key, crypto.answer_message(timestamp, nonce, body + b" "))
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Serial": "PUB_KEY_ID_0" if mutate == "unknown_serial" else self.keys["wechatpay_platform_serial"],
            "Wechatpay-Signature": signature,
            "Wechatpay-Signature-Type": crypto.SCHEME,
        }

    def _signed(self, contents: dict | None, status: int = 200) -> Response:
        """An answer of the API. ``{"act": "forge_answer"}`` breaks the signature of the next one."""
        body = b"" if contents is None else json.dumps(contents, ensure_ascii=False).encode()
        mutate = "bad_sig" if self._use("forge") else ""
        return Response(status, body, self._headers(body, mutate) | {"Content-Type": "application/json; charset=utf-8"})

    def act_forge_answer(self, times: int = 1) -> None:
        self.ledger.put("control", "forge", {"times": times})
