"""Files of others lie under static/vendor as they came: the listing names origin, licence and digest of each."""
import hashlib
import json

import pytest

from . import code

VENDOR = code.ROOT / "static/vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text())["packages"]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["folder"])
def test_vendored_files_are_unchanged(package):
    files = sorted(path for path in (VENDOR / package["folder"]).rglob("*") if path.is_file())
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == package["sha256"]
    assert "LICENSE" in package["sha256"]
    assert {"name", "version", "source", "licence"} <= package.keys()


def test_nothing_of_others_lies_there_unlisted():
    assert {path.name for path in VENDOR.iterdir()} == {"vendor.json", *(package["folder"] for package in PACKAGES)}
