"""Stores with licences and home pages, made through the services."""

from datetime import timedelta

from microstore.accounts.models import User
from microstore.core import approvals, clock
from microstore.stores.models import Licence, Page, PageRevision, Store
from microstore.stores.publishing import deciding
from microstore.stores.services import licences, pages, stores

FACTS = {"entity": "康选健康科技有限公司", "phone": "400-000-0000"}


def make_preparing_store(code="kangxuan", *, kind=Store.Kind.OFFICIAL, by=None, **fields) -> Store:
    """A store whose plan is not approved yet."""
    values = {"name": f"店 {code}", "is_default": code == "kangxuan", **FACTS, **fields}
    return stores.create(code=code, kind=kind, by=by, **values)


def make_store(code="kangxuan", **fields) -> Store:
    """A store that is being built."""
    store = make_preparing_store(code, **fields)
    stores.start_building(store)
    return store


def open_store(store, *, by=None) -> None:
    """Through the acceptance, whatever operations asks for before."""
    stores.start_acceptance(store, by=by)
    stores.open(store, by=by)


def make_licence(store, kind=Licence.Kind.BUSINESS, *, days=400, **fields) -> Licence:
    """In force since a year ago, for ``days`` more (None: without end)."""
    until = None if days is None else clock.today() + timedelta(days=days)
    values = {
        "number": f"{kind}-{store.code}",
        "name": store.entity,
        "valid_from": clock.today() - timedelta(days=365),
        "valid_until": until,
    }
    return licences.keep(Licence(store=store, kind=kind, **{**values, **fields}), by=None)


def make_drug_licence(store, *classes, days=400, **fields) -> Licence:
    """Of a single shop with a pharmacist, for both kinds of over-the-counter medicines unless told otherwise."""
    make_licence(store, Licence.Kind.PHARMACIST, number=f"P-{store.pk}")
    number = f"鄂DB{store.pk:09d}"
    return make_licence(store, Licence.Kind.DRUG, days=days, classes=list(classes or ("drug_otc_a", "drug_otc_b")), number=number, **fields)


def fill_home(store, *texts, by=None) -> Page:
    """A home page draft: a notice for each text above the licence footer it is born with."""
    page = store.pages.get(slug=Page.HOME)
    for text in texts or ("48 小时内发出",):
        pages.add_block(page, "notice", {"text": text, "link": ""}, seen=edits(page), by=by)
    return page


def edits(page) -> int:
    return page.draft.edits if page.draft else 0


def publish(page, *, by=None) -> PageRevision:
    """The whole way: both ticks, handed in, decided by somebody else."""
    seen, lead = edits(page), by or User.objects.get_or_create(username="lead", defaults={"is_staff": True, "is_superuser": True})[0]
    deciding.tick(page, deciding.DATA, seen=seen, by=somebody("data"))
    deciding.tick(page, deciding.COPY, seen=seen, by=somebody("copy"))
    approvals.decide(deciding.submit(page, seen=seen, by=somebody(), reason="换季上新"), yes=True, reason="", by=lead)
    return page.live


def publish_home(store, *texts, by=None) -> Page:
    page = fill_home(store, *texts, by=by)
    publish(page)
    return page


def make_open_store(code="kangxuan", **fields) -> Store:
    """Licensed, with a published home page, open."""
    store = make_store(code, **fields)
    for kind in (Licence.Kind.BUSINESS, Licence.Kind.FOOD, Licence.Kind.AUTHORISATION):
        make_licence(store, kind)
    publish_home(store)
    open_store(store)
    store.refresh_from_db()
    return store


def somebody(username="editor") -> User:
    return User.objects.get_or_create(username=username, defaults={"is_staff": True, "name": username})[0]
