"""Pages that everybody has, such as workbench and approvals; and those that look after the house, such as audit and timetable."""

from microstore.core.backoffice import approvals, audit, events, help, jobs, norms, search, timetable, workbench

__all__ = ["approvals", "audit", "events", "help", "jobs", "norms", "search", "timetable", "workbench"]
