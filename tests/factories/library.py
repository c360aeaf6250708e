"""Pictures of the library, design requests, and pages that went the whole way."""

import io
import itertools
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.core.declarations import Post
from microstore.stores.assets import keeping
from microstore.stores.design import requests
from microstore.stores.models import Asset, DesignRequest
from microstore.stores.publishing import deciding
from tests.factories.accounts import make_staff
from tests.factories.stores import edits

shades = itertools.count(1)


def picture(name="a.png", size=(400, 300), colour=None) -> SimpleUploadedFile:
    """A PNG that no other one equals, unless a colour is given."""
    number = next(shades)
    drawn = Image.new("RGB", size, colour or (40, 90, 60))
    if colour is None:
        drawn.paste((250, 240, 200), (number * 13 % 380, number * 29 % 280, number * 13 % 380 + 20, number * 29 % 280 + 20))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def make_asset(title="春季海报", *, by=None, upload=None, kind=Asset.Kind.PICTURE, **facts) -> Asset:
    values = {"alt": f"{title}的画面", "author": "设计部", "rights": Asset.Rights.OWN, "tags": [], **facts}
    return keeping.add(upload or picture(), kind=kind, title=title, by=by, **values)


def make_person(post, username) -> User:
    found = User.objects.filter(username=username).first()
    return found or make_staff(post, username=username, name=username).user


def confirm(page) -> None:
    """Both ticks, by product management and by marketing."""
    deciding.tick(page, deciding.DATA, seen=edits(page), by=make_person(Post.PRODUCT_MANAGER, "pm"))
    deciding.tick(page, deciding.COPY, seen=edits(page), by=make_person(Post.MARKETING, "mk"))


def submit(page, *, publish_at=None, by=None):
    return deciding.submit(
        page, seen=edits(page), by=by or make_person(Post.DESIGNER, "ds"), reason="换新版", publish_at=publish_at
    )  # fmt: skip


def approve(approval) -> None:
    approvals.decide(approval, yes=True, reason="可以", by=make_person(Post.OPERATIONS, "op"))


def make_request(*, by=None, days=7, **facts) -> DesignRequest:
    values = {"what": "other", "title": "门店海报", "brief": "春季，清新", "sizes": "750×456"}
    values["due_on"] = clock.today() + timedelta(days=days)
    return requests.ask(**{**values, **facts}, by=by or make_person(Post.MARKETING, "mk"))
