"""Files that only those may read whom a page has let in: scans, licences, proofs, exports."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404


def hand_out(file, *, as_attachment=False) -> FileResponse:
    """A stored file, kept by nobody on the way; 404 when there is none."""
    if file is None or not default_storage.exists(file.path):
        raise Http404
    return FileResponse(
        default_storage.open(file.path), as_attachment=as_attachment, filename=file.name, content_type=file.content_type,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
