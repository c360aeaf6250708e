"""Pages that everybody has: workbench, search, approvals, jobs, news that failed, help."""

from microstore.core.backoffice import approvals, events, help, jobs, search, workbench

__all__ = ["approvals", "events", "help", "jobs", "search", "workbench"]
