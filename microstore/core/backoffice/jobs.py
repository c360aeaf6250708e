"""Long work: the list of my jobs, the tray in the top bar, download and cancel."""

from django.utils.translation import gettext_lazy as _

from microstore.core import jobs
from microstore.core.models import Job
from microstore.core.pages import ANY_STAFF, ActionPage, Menu, Page, ViewPage
from microstore.core.pages.papers import hand_out

SHOWN = 50


def label_of(job) -> str:
    return str(jobs.labels.get(job.kind, job.kind))


def visible(user):
    """Own jobs; who may change jobs sees everybody's."""
    rows = Job.objects.select_related("file", "owner")
    return rows if user.has_perm("core.change_job") else rows.filter(owner=user)


class JobList(ViewPage):
    url = "jobs/"
    name = "jobs"
    title = _("Jobs")
    permission = ANY_STAFF
    menu = Menu(None, icon="jobs", position=20)
    template = "backoffice/jobs.html"

    def context(self, request):
        found = list(visible(request.user).order_by("-asked_at", "-pk")[:SHOWN])
        for job in found:
            job.label = label_of(job)
        return {"jobs": found, "has_open": any(job.is_open for job in found)}

    def get(self, request):
        part = request.headers.get("HX-Target", "")
        if part == "tray":
            return self.draw("backoffice/_tray.html", {"jobs": self.context(request)["jobs"][:6]})
        return self.draw("backoffice/_jobs.html" if part == "jobs" else self.template, self.context(request))


class JobFile(Page):
    url = "jobs/<str:number>/file/"
    name = "job-file"
    title = _("Download")
    permission = ANY_STAFF
    model = Job
    lookup = "number"

    def get(self, request, number):
        job = visible(request.user).filter(number=number, file__isnull=False).first()
        return hand_out(job.file if job else None, as_attachment=True)


class JobCancel(ActionPage):
    url = "jobs/<str:number>/cancel/"
    name = "job-cancel"
    title = _("Cancel job")
    permission = ANY_STAFF
    model = Job
    lookup = "number"
    back = JobList
    tone = "danger"

    def get_queryset(self):
        return visible(self.request.user)

    def is_open(self, row, user):
        return row.is_open

    def perform(self, row, form, by):
        jobs.cancel(row, by=by)
        return _("The job stops at its next step.")


class JobAgain(JobCancel):
    url = "jobs/<str:number>/again/"
    name = "job-again"
    title = _("Begin again")
    tone = "primary"
    icon = "undo"

    def facts(self, row):
        return [(_("Job"), label_of(row)), (_("Error"), row.error or "—")]

    def is_open(self, row, user):
        return row.state == Job.State.FAILED

    def perform(self, row, form, by):
        jobs.again(row, by=by)
        return _("The job has begun again.")
