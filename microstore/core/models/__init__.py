"""What all departments share: news, approvals, jobs, files, counters."""

from microstore.core.models.approval import Approval
from microstore.core.models.event import Delivery, Event
from microstore.core.models.file import StoredFile
from microstore.core.models.job import Job, Run
from microstore.core.models.counter import Counter

__all__ = ["Approval", "Counter", "Delivery", "Event", "Job", "Run", "StoredFile"]
