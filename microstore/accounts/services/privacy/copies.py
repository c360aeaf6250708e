"""A copy of everything we hold about a customer: JSON for machines, one page to read, and the pictures (PIPL art. 45)."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import override

from microstore.accounts.events import PrivacyFetched, PrivacyReady, PrivacySettled
from microstore.accounts.models import Customer, PrivacyKind, PrivacyRequest, PrivacyState
from microstore.accounts.norms import EXPORTS, LINK
from microstore.accounts.services.privacy import requests
from microstore.core import clock, files, jobs
from microstore.core.days import day_bounds
from microstore.core.errors import Refused
from microstore.core.events import publish
from microstore.core.locking import locked
from microstore.core.models import StoredFile
from microstore.core.privacy import PersonalData
from microstore.core.sentences import gettext as _

JOB = "privacy.copy"
FILE_KIND = "privacy-copy"
LATE = timedelta(minutes=10)


@transaction.atomic
def ask(customer: Customer, *, by=None, identity: str = "") -> PrivacyRequest:
    """Refuses more copies in a day than the norm allows. A worker makes the file."""
    locked(Customer.objects.filter(pk=customer.pk)).get()
    start, end = day_bounds(clock.today())
    asked = PrivacyRequest.objects.filter(customer=customer, kind=PrivacyKind.EXPORT, asked_at__gte=start, asked_at__lt=end)
    if asked.count() >= EXPORTS.value:
        raise Refused(_("A copy was made for you today. Please ask again tomorrow."))
    request = requests.take_in(customer, PrivacyKind.EXPORT, by=by, identity=identity, next_at=clock.now())
    jobs.start(JOB, owner=customer.user, params={"request": request.pk})
    return request


def make(request_id: int) -> PrivacyRequest:
    """Write the file and say that it is ready. A second run finds it made; a run cut short is begun anew."""
    request = PrivacyRequest.objects.select_related("customer__user").get(pk=request_id)
    if request.state != PrivacyState.ASKED:
        return request
    content = zipped(request.customer)
    with transaction.atomic():
        request.begin("make_ready")
        name = f"my-data-{clock.today():%Y%m%d}.zip"
        request.file = files.store_made(content, kind=FILE_KIND, name=name, content_type="application/zip", owner=request.customer.user)
        request.next_at = clock.now() + LINK.span
        request.finish("make_ready", PrivacyReady(request.number), save=["file", "next_at"])
    return request


def zipped(customer: Customer) -> bytes:
    """In Chinese, whatever language the pages are read in: the words of the law and of the records."""
    buffer = io.BytesIO()
    with override("zh-hans"), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = [(kind, rows_of(kind, customer)) for kind in PersonalData.registry.values()]
        data = {str(kind.label): rows for kind, rows in parts}
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2, default=str))
        page = {"customer": customer, "parts": parts, "at": clock.now()}
        archive.writestr("data.html", render_to_string("accounts/copy_of_my_data.html", page))
        for picture in pictures_of(customer):
            _add(archive, picture)
    return buffer.getvalue()


def rows_of(kind: PersonalData, customer: Customer) -> list[dict]:
    return [{str(name): value if value is None else str(value) for name, value in row.items()} for row in kind.export(customer)]


def pictures_of(customer: Customer) -> list:
    return [picture for kind in PersonalData.registry.values() if kind.pictures for picture in kind.pictures(customer)]


def _add(archive, picture) -> None:
    try:
        with default_storage.open(picture.path) as file:
            archive.writestr(f"pictures/{'-'.join(PurePosixPath(picture.path).parts[-2:])}", file.read())
    except FileNotFoundError:
        return  # swept from the store since; the row that names it is in the data


@transaction.atomic
def fetch(request: PrivacyRequest, *, by) -> StoredFile:
    """The file for its owner; every time is written down. Refuses when its time is over."""
    request.lock()
    if request.state != PrivacyState.READY or request.file is None or request.next_at <= clock.now():
        raise Refused(_("This copy is no longer there. Please ask for a new one."))
    PrivacyRequest.objects.filter(pk=request.pk).update(fetched=F("fetched") + 1)
    publish(PrivacyFetched(request.number), about=request, by=by)
    return request.file


def drop_expired() -> int:
    """Delete the files of copies whose time is over."""
    due = PrivacyRequest.objects.filter(kind=PrivacyKind.EXPORT, state=PrivacyState.READY, next_at__lte=clock.now())
    for request in due.order_by("next_at")[:200]:
        drop(request)
    return drop_orphans()


@transaction.atomic
def drop(request: PrivacyRequest) -> None:
    request.lock()
    if request.state == PrivacyState.READY:
        request.next_at, request.ended_at = None, clock.now()
        request.finish("settle", PrivacySettled(request.number), save=["next_at", "ended_at"])


def drop_orphans(owner=None) -> int:
    """Files that no open copy names: the row goes first, so that nobody is sent to a file that is gone."""
    wanted = PrivacyRequest.objects.filter(state=PrivacyState.READY).values("file")
    loose = StoredFile.objects.filter(kind=FILE_KIND).exclude(pk__in=wanted)
    gone = list((loose.filter(owner=owner) if owner else loose)[:200])
    for file in gone:
        path = file.path
        file.delete()
        transaction.on_commit(lambda path=path: default_storage.delete(path))
    return len(gone)


def make_late() -> int:
    """Copies whose job was lost or failed are made here, so that nobody waits for ever."""
    late = PrivacyRequest.objects.filter(kind=PrivacyKind.EXPORT, state=PrivacyState.ASKED, asked_at__lte=clock.now() - LATE)
    waiting = list(late.order_by("asked_at").values_list("pk", flat=True)[:20])
    for pk in waiting:
        make(pk)
    return len(waiting)
