"""Carrier platforms. ``get(code)`` gives the configured adapter; adapters know no models.

```
carriers.get().subscribe("yuantong", "YT0000000000001", callback_url=..., phone="8000")
push = kuaidi100.parse_push(request.POST)     # PushRefused -> 401, else 200 with kuaidi100.PUSH_TAKEN
detect.carriers_of("YT0000000000001")         # ["yuantong"], best first
```
"""

from .base import FINAL_STATES, CarrierPlatform, Label, LabelRequest, Person, Push, PushRefused, Trace, Tracking, TrackingState

__all__ = [
    "FINAL_STATES", "CarrierPlatform", "Label", "LabelRequest", "Person", "Push", "PushRefused",
    "Trace", "Tracking", "TrackingState", "get",
]  # fmt: skip


def get(code: str = "kuaidi100") -> CarrierPlatform:
    """The adapter for ``code`` with the keys and base URLs of the settings. KeyError for a name nobody registered."""
    from . import kuaidi100

    return {"kuaidi100": kuaidi100.from_settings}[code]()
