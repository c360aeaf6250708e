"""Uploads and backups may lie in a bucket of an S3-compatible service; a real one over HTTP stands at the other end."""

import io

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from moto.server import ThreadedMotoServer
from PIL import Image

from microstore.core import files
from microstore.settings.keeping import storage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def service():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    secret = {"aws_access_key_id": "key", "aws_secret_access_key": "se/cret", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=f"http://{host}:{port}", **secret).create_bucket(Bucket="media")
    yield f"http://key:se%2Fcret@{host}:{port}/media?region=us-east-1"
    server.stop()


@pytest.fixture
def bucket(service, settings):
    settings.STORAGES = settings.STORAGES | {"default": storage(service, ""), "offsite": storage(service, "")}


def test_an_address_names_key_host_bucket_and_region():
    told = storage("https://key:se%2Fcret@s3.example.cn/media?region=cn-east-1", "")["OPTIONS"]
    wanted = {"access_key": "key", "secret_key": "se/cret", "endpoint_url": "https://s3.example.cn", "bucket_name": "media"}
    assert {name: told[name] for name in wanted} == wanted
    assert told["region_name"] == "cn-east-1"


def test_a_picture_goes_into_the_bucket_and_comes_out_at_its_address(bucket, client):
    drawn = io.BytesIO()
    Image.new("RGB", (700, 500), "green").save(drawn, "PNG")
    kept = files.store_image(SimpleUploadedFile("leaf.png", drawn.getvalue()), kind="product")
    answer = client.get(files.url_of(kept, 320))
    body = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(body)).size == (320, 229)


def test_what_is_private_in_the_bucket_stays_private(bucket, client):
    place = default_storage.save("private/letter.pdf", ContentFile(b"%PDF-1.7"))
    assert default_storage.open(place).read() == b"%PDF-1.7"
    assert client.get(f"/media/{place}").status_code == 404
    assert client.get("/media/public/../private/letter.pdf").status_code == 404
    assert client.get("/media/public/none.webp").status_code == 404


def test_the_storage_off_site_may_be_a_bucket(bucket):
    place = storages["offsite"].save("20261122/manifest.json", ContentFile(b"{}"))
    assert (storages["offsite"].exists(place), storages["offsite"].size(place)) == (True, 2)
