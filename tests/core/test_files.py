"""Uploads are hostile: judged by what is inside, never by their name."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from microstore.core import files
from microstore.core.errors import Refused
from microstore.core.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(width, height, kind="JPEG"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(buffer, kind)
    return SimpleUploadedFile("../../evil name.jpg", buffer.getvalue())


def test_a_picture_is_written_anew_in_its_sizes():
    stored = files.store_image(picture(800, 600), kind="product")
    assert (stored.widths, stored.width, stored.height, stored.name) == ([160, 320, 640], 800, 600, "evil name.jpg")
    with default_storage.open(stored.path) as file:
        made = Image.open(file)
        assert (made.format, made.size) == ("WEBP", (640, 480))
    assert files.url_of(stored, 200).endswith("/320.webp")


@pytest.mark.parametrize("content", [b"", b"GIF89a....", b"<svg onload=alert(1)>", b"\xff\xd8\xff broken jpeg"])
def test_what_is_no_picture_is_refused_and_nothing_is_kept(content, tmp_path):
    with pytest.raises(Refused):
        files.store_image(SimpleUploadedFile("picture.jpg", content), kind="product")
    assert StoredFile.objects.count() == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_document_is_judged_by_its_first_bytes():
    assert files.store_document(SimpleUploadedFile("licence.exe", b"%PDF-1.7 ..."), kind="licence").content_type == "application/pdf"
    with pytest.raises(Refused):
        files.store_document(SimpleUploadedFile("licence.pdf", b"MZ\x90"), kind="licence")


def test_everybody_is_handed_a_picture_in_every_size_and_nobody_a_private_document(client):
    stored = files.store_image(picture(800, 600), kind="product")
    assert [client.get(files.url_of(stored, width)).status_code for width in stored.widths] == [200, 200, 200]
    report = files.store_made(b"a;b", kind="export", name="orders.csv", content_type="text/csv")
    assert client.get(files.url_of(report)).status_code == 404
