"""From Kuaidi100's JSON to the shapes of ``base``. KeyError, ValueError or TypeError when it has another shape."""

from datetime import datetime
from zoneinfo import ZoneInfo

from .base import Push, Trace, Tracking, TrackingState

SHANGHAI = ZoneInfo("Asia/Shanghai")
S = TrackingState

STATES = {
    "0": S.IN_TRANSIT, "1002": S.IN_TRANSIT, "1003": S.IN_TRANSIT, "7": S.IN_TRANSIT, "1001": S.ARRIVED,
    "1": S.COLLECTED, "103": S.COLLECTED, "101": S.LABEL_CREATED, "102": S.LABEL_CREATED,
    "2": S.EXCEPTION, "201": S.EXCEPTION, "202": S.EXCEPTION, "203": S.EXCEPTION, "204": S.EXCEPTION, "205": S.EXCEPTION,
    "206": S.EXCEPTION, "207": S.EXCEPTION, "208": S.EXCEPTION, "209": S.EXCEPTION, "210": S.CANCELLED,
    "3": S.SIGNED, "301": S.SIGNED, "302": S.SIGNED, "303": S.SIGNED, "304": S.SIGNED,
    "4": S.RETURNED, "401": S.CANCELLED, "5": S.DELIVERING, "501": S.WAITING_PICKUP, "6": S.RETURNING, "14": S.RETURNING,
    "8": S.CUSTOMS, "10": S.CUSTOMS, "11": S.CUSTOMS, "12": S.CUSTOMS, "13": S.CUSTOMS,
}  # fmt: skip


def read_tracking(facts: dict) -> Tracking:
    newest_first = [_trace(each) for each in facts["data"]]
    traces = sorted(reversed(newest_first), key=lambda trace: trace.at)  # several scans in one second keep their order
    state = STATES.get(str(facts["state"]), S.UNKNOWN)
    fits = traces and traces[-1].state != S.UNKNOWN and traces[-1].code.startswith(str(facts["state"]))
    return Tracking(
        carrier=str(facts["com"]),
        waybill=_waybill(facts["nu"]),
        state=traces[-1].state if fits else state,
        traces=tuple(traces),
        is_finished=str(facts.get("ischeck", "0")) == "1",
    )


def read_push(facts: dict) -> Push:
    last = facts["lastResult"]
    corrected = str(facts.get("comNew") or "") if str(facts.get("autoCheck", "0")) == "1" else ""
    return Push(
        tracking=read_tracking(last),
        is_aborted=facts["status"] == "abort",
        message=str(facts.get("message") or ""),
        corrected_carrier=corrected,
    )


def _trace(facts: dict) -> Trace:
    code = str(facts.get("statusCode") or "")
    return Trace(
        at=datetime.strptime(facts.get("ftime") or facts["time"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI),
        state=STATES.get(code, S.UNKNOWN),
        text=str(facts["context"])[:500],
        place=str(facts.get("areaName") or facts.get("location") or ""),
        code=code,
    )


def _waybill(number) -> str:
    if not isinstance(number, str) or not number:
        raise ValueError("waybill number is missing")
    return number
