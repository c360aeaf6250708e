"""Uploads, treated as hostile: size and real type checked, pictures decoded and written anew in WebP sizes, names replaced."""

import hashlib
import io
import secrets
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from microstore.core import clock
from microstore.core.errors import Refused
from microstore.core.models import StoredFile

MEDIA = "media:"
WIDTHS = (160, 320, 640, 960)
SCAN_WIDTH = 1920
MAX_PICTURE_BYTES = 10 * 1024 * 1024
MAX_PICTURE_PIXELS = 40_000_000
MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
MAX_VIDEO_BYTES = 60 * 1024 * 1024
MAX_CAPTION_BYTES = 200 * 1024
PICTURE_WANTED = _("Please choose a JPEG, PNG or WebP picture.")
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
VIDEO_BRANDS = (b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"M4VH", b"qt  ")
EPUB = b"mimetypeapplication/epub+zip"  # the first file of the archive, not compressed
# first bytes of the documents we take → (content type, ending)
DOCUMENTS = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"PK\x03\x04": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
}


def store_image(upload, *, kind: str, by=None) -> StoredFile:
    """Keep a picture in the sizes of ``WIDTHS`` up to its own. Refuses what is too large or no JPEG, PNG or WebP inside."""
    _require_size(upload, MAX_PICTURE_BYTES)
    picture = _decode(upload.read())
    widths = [width for width in WIDTHS if width <= picture.width] or [picture.width]
    folder = _fresh_folder(kind, "public")
    written = [_write_webp(picture, width, f"{folder}/{width}.webp") for width in widths]
    size = {"width": picture.width, "height": picture.height, "widths": widths}
    return _record(kind, upload.name, f"{folder}/{widths[-1]}.webp", "image/webp", written[-1], by, **size)


def store_document(upload, *, kind: str, by=None, private: bool = True) -> StoredFile:
    """Keep a PDF or XLSX as it is. Refuses what is too large or something else inside, whatever it is called."""
    _require_size(upload, MAX_DOCUMENT_BYTES)
    content = upload.read()
    for start, (content_type, ending) in DOCUMENTS.items():
        if content.startswith(start):
            path = default_storage.save(f"{_fresh_folder(kind, 'private' if private else 'public')}/file{ending}", ContentFile(content))
            return _record(kind, upload.name, path, content_type, content, by, is_private=private)
    raise Refused(_("Please choose a PDF or XLSX file."))


def store_book(upload, *, kind: str, by=None) -> StoredFile:
    """Keep an e-book as it is, private. Refuses what is too large or no PDF or EPUB inside, whatever it is called."""
    _require_size(upload, MAX_DOCUMENT_BYTES)
    content = upload.read()
    if content.startswith(b"%PDF-"):
        content_type, ending = "application/pdf", ".pdf"
    elif content.startswith(b"PK\x03\x04") and EPUB in content[:100]:
        content_type, ending = "application/epub+zip", ".epub"
    else:
        raise Refused(_("Please choose a PDF or EPUB file."))
    path = default_storage.save(f"{_fresh_folder(kind, 'private')}/book{ending}", ContentFile(content))
    return _record(kind, upload.name, path, content_type, content, by, is_private=True)


def store_scan(upload, *, kind: str, by=None) -> StoredFile:
    """Keep a scanned paper or a screenshot, private: a PDF as it is, a picture written anew in its own size."""
    _require_size(upload, MAX_DOCUMENT_BYTES)
    content = upload.read()
    upload.seek(0)
    if content.startswith(b"%PDF-"):
        return store_document(upload, kind=kind, by=by)
    picture = _decode(content, _("Please choose a PDF, JPEG, PNG or WebP file."))
    path = f"{_fresh_folder(kind, 'private')}/scan.webp"
    width = min(picture.width, SCAN_WIDTH)
    written = _write_webp(picture, width, path)
    size = {"width": width, "height": max(1, round(picture.height * width / picture.width))}
    return _record(kind, upload.name, path, "image/webp", written, by, is_private=True, **size)


def store_video(upload, *, kind: str, by=None) -> StoredFile:
    """Keep a video as it is, to be handed out. Refuses what is too large or has no MP4 or WebM inside, whatever it is called."""
    _require_size(upload, MAX_VIDEO_BYTES)
    content = upload.read()
    if content[4:8] == b"ftyp" and content[8:12] in VIDEO_BRANDS:
        content_type, ending = "video/mp4", ".mp4"
    elif content.startswith(b"\x1aE\xdf\xa3") and b"webm" in content[:64]:
        content_type, ending = "video/webm", ".webm"
    else:
        raise Refused(_("Please choose an MP4 or WebM video."))
    path = default_storage.save(f"{_fresh_folder(kind, 'public')}/film{ending}", ContentFile(content))
    return _record(kind, upload.name, path, content_type, content, by)


def store_captions(upload, *, kind: str, by=None) -> StoredFile:
    """Keep the captions of a video: WebVTT, plain text alone."""
    _require_size(upload, MAX_CAPTION_BYTES)
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.startswith("WEBVTT") or "-->" not in text or "\x00" in text:
        raise Refused(_("Please choose captions in the WebVTT form, UTF-8."))
    content = text.encode()
    path = default_storage.save(f"{_fresh_folder(kind, 'public')}/captions.vtt", ContentFile(content))
    return _record(kind, upload.name, path, "text/vtt", content, by)


def store_made(content: bytes, *, kind: str, name: str, content_type: str, owner=None) -> StoredFile:
    """Keep a file that the system made for a person (an export, a report); private to its owner."""
    path = default_storage.save(f"{_fresh_folder(kind, 'private')}/{PurePosixPath(name).name}", ContentFile(content))
    return _record(kind, name, path, content_type, content, owner, is_private=True)


def url_of(file: StoredFile, width: int | None = None) -> str:
    """The address of a public file; for a picture, of its smallest size that is at least ``width`` pixels wide."""
    if not file.widths or width is None:
        return default_storage.url(file.path)
    fitting = min((w for w in file.widths if w >= width), default=max(file.widths))
    return default_storage.url(f"{PurePosixPath(file.path).parent}/{fitting}.webp")


@dataclass(frozen=True)
class Referred:
    """A stored picture known by its reference alone, so that a list of pictures needs no query."""

    path: str
    widths: list[int]


def reference(file: StoredFile) -> str:
    """A stored picture as text, to be kept in a list beside paths of static files."""
    return f"{MEDIA}{file.path}|{','.join(map(str, file.widths))}"


def referred(source):
    """What a reference stands for; anything else as it is."""
    if not isinstance(source, str) or not source.startswith(MEDIA):
        return source
    path, __, widths = source.removeprefix(MEDIA).partition("|")
    return Referred(path, [int(width) for width in widths.split(",")])


def _require_size(upload, limit: int) -> None:
    if upload.size > limit:
        raise Refused(_("The file is larger than %(megabytes)d MB.") % {"megabytes": limit // 1024 // 1024})


def _decode(content: bytes, wanted=PICTURE_WANTED) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=PICTURE_FORMATS)
        if picture.width * picture.height > MAX_PICTURE_PIXELS:
            raise Refused(_("The picture has too many pixels."))
        picture = ImageOps.exif_transpose(picture)
        return picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused(wanted) from None


def _write_webp(picture: Image.Image, width: int, path: str) -> bytes:
    sized = picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    sized.save(buffer, "WEBP", quality=80, method=4)
    default_storage.save(path, ContentFile(buffer.getvalue()))
    return buffer.getvalue()


def _fresh_folder(kind: str, audience: str) -> str:
    """``public`` is what the web process hands out to everybody; ``private`` it never does."""
    return f"{audience}/{kind}/{clock.today():%Y/%m}/{secrets.token_urlsafe(12)}"


def _record(kind: str, name: str, path: str, content_type: str, content: bytes, owner, **facts) -> StoredFile:  # noqa: PLR0913
    return StoredFile.objects.create(
        kind=kind,
        name=PurePosixPath(name or "file").name[:200],
        path=path,
        content_type=content_type,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        owner=owner,
        stored_at=clock.now(),
        **facts,
    )
