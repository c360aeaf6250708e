"""Shops on other platforms. ``get(channel)`` gives the configured adapter; adapters know no models.

```
adapter = channels.get(channel)
for ref in adapter.refs(window): ...            # ids and times of what changed
found = adapter.normalise(adapter.order(ref.external_id))
```
"""

from functools import lru_cache

from django.conf import settings

from microstore.core.demo_keys import demo_keys
from microstore.core.outside import Outside

from .base import ChannelAdapter, ChannelRefused, OrderRef, PlatformLine, PlatformOrder, Receiver, Window

__all__ = ["ChannelAdapter", "ChannelRefused", "OrderRef", "PlatformLine", "PlatformOrder", "Receiver", "Window", "get"]


def get(channel) -> ChannelAdapter:
    """The adapter of a channel that is read through its interface. KeyError for kinds that have none and shops without keys."""
    if channel.kind != "weidian":
        raise KeyError(channel.kind)
    key, secret = keys_of(channel.code)
    return _weidian(settings.WEIDIAN_BASE_URL, key, secret)


def keys_of(code: str) -> tuple[str, str]:
    """Of the settings; in the demo those of the simulator."""
    found = settings.WEIDIAN_SHOPS.get(code)
    if found:
        return found["appkey"], found["secret"]
    if not settings.SIMULATORS:
        raise KeyError(code)
    keys = demo_keys()
    return keys["weidian_appkey"], keys["weidian_secret"]


@lru_cache(maxsize=16)
def _weidian(base_url: str, key: str, secret: str) -> ChannelAdapter:
    from .weidian import Weidian

    return Weidian(Outside("weidian", base_url), key, secret)
