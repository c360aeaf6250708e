"""A design can be asked for a store page, named by the store's address code."""

from microstore.stores.backoffice.builder import PageBuilder
from microstore.stores.design import subjects
from microstore.stores.models import Page


def page_of(text: str, user):
    """The home page of the store with this code, or the page with this address in it (``member``, ``member/t/spring``)."""
    code, _slash, path = text.strip("/").partition("/")
    rows = Page.objects.visible_to(user).filter(store__code=code)
    wanted = f"{path}/" if path else ""
    return rows.filter(path=wanted).first()


subjects.declare(
    "stores.page", what="page", find=page_of, url=lambda row: PageBuilder.get_url(row), store_of=lambda row: row.store,
)  # fmt: skip
