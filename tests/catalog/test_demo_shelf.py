"""The demo shows lists and removals in several states, and telling it again changes nothing."""

import pytest

from catalog.models import CatalogImport, Removal
from catalog.shelf import demo
from microstore.accounts.models import User
from tests.factories import catalog as make

pytestmark = pytest.mark.django_db


def test_the_demo_of_the_shelf_has_a_row_of_each_kind():
    for name in ("listing", "operations"):
        User.objects.create(username=name, is_staff=True, is_superuser=True)
    for number in range(7):
        name = f"康养牌{number}号胶囊"
        make.make_listed(certificate_name=name, title=name, approval_number=f"国食健注G2019020{number}")
    demo.load()
    demo.load()
    assert sorted(CatalogImport.objects.values_list("state", "faulty")) == [("applied", 0), ("checked", 2)]
    assert sorted(Removal.objects.values_list("state", flat=True)) == ["declined", "off", "proposed"]
