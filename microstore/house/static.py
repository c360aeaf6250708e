"""Static files with a digest in their name. Each face's stylesheets become one file when they are collected."""
import json
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


def bundles():
    """Bundle name -> list of stylesheets in order, from static/css/bundles.json."""
    listing = Path(settings.BASE_DIR, "static/css/bundles.json")
    return json.loads(listing.read_text()) if listing.exists() else {}


class BundledStaticStorage(CompressedManifestStaticFilesStorage):
    """Joins the listed stylesheets before names are hashed. A reference to a missing file fails the collection."""

    manifest_strict = True
    keep_intermediate_files = False

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name, parts in bundles().items():
                self.join(name, parts)
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def join(self, name, parts):
        text = "\n".join(self.open(part).read().decode() for part in parts)
        self.delete(name)
        self._save(name, ContentFile(text.encode()))


