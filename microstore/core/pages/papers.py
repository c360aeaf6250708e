"""Files that only those may read whom a page has let in: scans, licences, proofs, exports."""

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404


def hand_out(file, *, as_attachment=False, called="") -> FileResponse:
    """A stored file, kept by nobody on the way; 404 when there is none. ``called`` instead of the name it was uploaded with."""
    if file is None or not default_storage.exists(file.path):
        raise Http404
    name = called + PurePath(file.name).suffix if called else file.name
    return FileResponse(
        default_storage.open(file.path), as_attachment=as_attachment, filename=name, content_type=file.content_type,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
