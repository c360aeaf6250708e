"""What messaging asks of a provider of SMS or mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Outgoing:
    """``reference`` is our own number of the delivery. SMS providers get ``template`` and ``params``, never the text itself:
    they know the text by its approved number. Mail gets ``title`` and ``body``."""

    reference: str
    address: str = field(repr=False)
    template: str = ""
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    title: str = ""
    body: str = field(default="", repr=False)
    unsubscribe_url: str = ""


class Sender(Protocol):
    def send(self, outgoing: Outgoing) -> str:
        """The provider's number of the delivery. Raises ``OutsideFailed``; its subclass ``NotReached`` means surely not sent."""
