"""Pictures of product pages: in the library with their rights, and not shown when these have ended."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from catalog.services import pictures, products
from microstore.core import clock
from microstore.core.errors import Refused
from microstore.stores.models import Asset
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db


def picture(colour="green") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (900, 900), colour).save(content, "PNG")
    return SimpleUploadedFile(f"{colour}.png", content.getvalue(), content_type="image/png")


def test_what_is_uploaded_on_a_product_page_stands_in_the_library_once():
    one, other, by = make.make_draft(), make.make_draft(certificate_name="康养牌二号胶囊", title="康养牌二号胶囊"), make.make_person()
    pictures.add(one, picture(), by=by)
    pictures.add(other, picture(), by=by)
    asset = Asset.objects.get()
    assert (asset.title, asset.standing) == (one.name, Asset.Standing.UNSTATED)
    assert one.newest_revision.pictures[-1] == other.newest_revision.pictures[-1]


def test_a_page_that_shows_a_picture_whose_right_has_ended_is_not_submitted():
    product, by = make.make_draft(), make.make_person()
    pictures.add(product, picture(), by=by)
    make.confirm(product)
    Asset.objects.update(rights=Asset.Rights.LICENSED, rights_until=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="使用权"):
        products.submit(product, reason="资料齐全", by=by)
    assert product.newest_revision.state == "draft"
    with pytest.raises(Refused):
        pictures.add(make.make_draft(certificate_name="康养牌二号胶囊", title="康养牌二号胶囊"), picture(), by=by)
    Asset.objects.update(rights_until=clock.today() + timedelta(days=1))
    assert products.submit(product, reason="资料齐全", by=by).state == "waiting"
