"""Each face's stylesheets become one file: the list is ``static/css/bundles.json``, the bundle a static file like any other."""
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

LISTING = "css/bundles.json"


class BundleFinder(BaseFinder):
    """Finds bundles, joining them anew under ``var/bundles`` whenever one of their parts has changed."""

    def __init__(self, *args, **kwargs):
        self.sources = Path(settings.BASE_DIR, "static")
        self.storage = FileSystemStorage(settings.VAR / "bundles")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        parts = self.listing().get(path)
        found = str(self.fresh(path, parts)) if parts else None
        return ([found] if found else []) if find_all else found

    def list(self, ignore_patterns):
        for path, parts in self.listing().items():
            self.fresh(path, parts)
            yield path, self.storage

    def listing(self):
        """Bundle path -> its parts in order. A part that is listed but missing is an error, not a gap."""
        return json.loads((self.sources / LISTING).read_text())

    def fresh(self, path, parts):
        target = Path(self.storage.path(path))
        text = "\n".join((self.sources / part).read_text() for part in parts)
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            half = target.with_suffix(".part")
            half.write_text(text)
            half.replace(target)
        return target
