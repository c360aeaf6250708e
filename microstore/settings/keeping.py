"""Where uploads lie and backups go: on this machine's disk, or in a bucket of any S3-compatible service."""

from urllib.parse import parse_qs, unquote, urlsplit

from microstore.env import VAR, env


def storage(bucket, folder):
    """``bucket`` as ``https://key:secret@host/name?region=…``; without one, a folder."""
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder} if folder else {}}
    told = urlsplit(bucket)
    options = {
        "bucket_name": told.path.strip("/"),
        "endpoint_url": f"{told.scheme}://{told.netloc.rpartition('@')[2]}",
        "region_name": parse_qs(told.query).get("region", [None])[0],
        "access_key": unquote(told.username or ""),
        "secret_key": unquote(told.password or ""),
        "querystring_auth": False,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


BACKUP_DIR = env("BACKUP_DIR", default=str(VAR / "backups"))
BACKUP_KEY = env("BACKUP_KEY", default="")
BACKUP_OFFSITE = env("BACKUP_OFFSITE", default="")
POSTGRES_PROGRAMS = env("POSTGRES_PROGRAMS", default="")
MEDIA_URL, MEDIA_ROOT = "/media/", VAR / "media"
STORAGES = {
    "default": storage(env("MEDIA_BUCKET", default=""), ""),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if BACKUP_OFFSITE:
    is_bucket = BACKUP_OFFSITE.startswith(("http://", "https://"))
    STORAGES["offsite"] = storage(BACKUP_OFFSITE, "") if is_bucket else storage("", BACKUP_OFFSITE)
