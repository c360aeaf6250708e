"""Celery shells and long jobs of the operations centre."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from microstore.core import jobs


@jobs.handler("demo.year", label=_("Complete the demo company's year"))
def complete_demo_year(work: jobs.Work) -> None:
    from operations.demo import history  # only the demo needs it

    first, recent = (date.fromisoformat(work.params[name]) for name in ("first", "recent"))
    written = history.tell_year(first, recent, work.progress)
    work.finish(message=_("%(count)d orders of the past written") % {"count": written})
