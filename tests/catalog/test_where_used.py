"""Which product pages show a picture of the library, asked of an index however many products there are."""

import pytest
from django.db import connection

from catalog import library
from catalog.models import ProductRevision
from microstore.core import files
from microstore.stores.assets import uses
from tests.factories.catalog import make_listed, make_shop
from tests.factories.library import make_asset

pytestmark = pytest.mark.django_db


def test_a_picture_is_found_on_live_pages_and_drafts_and_not_on_older_ones():
    asset, other, store = make_asset(), make_asset("另一张"), make_shop()
    states = {"live": asset, "draft": asset, "superseded": asset, "scheduled": other}
    for state, shown in states.items():
        product = make_listed(store)
        moment = {"publish_at": product.created_at} if state == "scheduled" else {}
        ProductRevision.objects.filter(product=product).update(state=state, pictures=["img/a.svg", files.reference(shown.file)], **moment)
    found = uses.of(asset)
    assert [(use.kind, use.is_live, use.file_id) for use in found] == [
        ("catalog.product", True, asset.file_id), ("catalog.product", False, asset.file_id)]


def test_the_question_is_one_that_the_index_of_pictures_answers():
    rows = library.showing("media:public/asset/a/640.webp|160,640")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "revision_pictures" in rows.explain()
