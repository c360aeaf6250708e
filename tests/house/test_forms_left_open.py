"""A form that stood open too long leads back to its page, never to another site."""
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("came_from", "is_offered"), [("http://testserver/p/some-product/", True), ("http://elsewhere.example/", False)])
def test_a_form_that_stood_open_too_long_leads_back_to_its_page(came_from, is_offered):
    answer = Client(enforce_csrf_checks=True).post("/cart/add/", {"sku": 1}, HTTP_REFERER=came_from)
    assert answer.status_code == 403
    assert (f'href="{came_from}"' in answer.content.decode()) is is_offered
