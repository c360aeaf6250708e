"""What all departments share: news, approvals, jobs, files, counters, and what people keep of a page."""

from microstore.core.models.approval import Approval
from microstore.core.models.counter import Counter
from microstore.core.models.event import Delivery, Event
from microstore.core.models.file import StoredFile
from microstore.core.models.job import Job, Run
from microstore.core.models.norm import NormValue
from microstore.core.models.page import Export, Preference, SavedView
from microstore.core.models.seal import Seal

__all__ = [
    "Approval",
    "Counter",
    "Delivery",
    "Event",
    "Export",
    "Job",
    "NormValue",
    "Preference",
    "Run",
    "SavedView",
    "Seal",
    "StoredFile",
]
