"""What every page shares: an address, a title, a right and a place in the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.urls import Resolver404, path, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.views import generic

from microstore.core.pages import registry

ANY_STAFF = "any staff"
"""The permission of pages that every signed-in colleague may open: workbench, search, own jobs."""


@dataclass(frozen=True)
class Menu:
    """Where a page stands in the side menu. ``count`` says how many rows wait for this person."""

    department: str | None
    icon: str = "doc"
    position: int = 100
    count: Callable | None = None
    label: str = ""
    hot: bool = False


def is_staff(user) -> bool:
    return user.is_authenticated and user.is_active and user.is_staff


def may_open(user, permission) -> bool:
    """``permission``: one name, several (all needed), or ANY_STAFF."""
    if not is_staff(user):
        return False
    if permission == ANY_STAFF:
        return True
    return user.has_perms([permission] if isinstance(permission, str) else permission)


def may_follow(user, address) -> bool:
    """Whether the page at ``address`` of this house is open to ``user``; what declares no right is open to all."""
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return False
    page = getattr(view, "view_class", None)
    return not hasattr(page, "is_open_to") or page(**view.view_initkwargs).is_open_to(user)


def wants_fragment(request) -> bool:
    """htmx asks for a part of the page; a restored history entry wants all of it."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


class Page(generic.View):
    """One address of the back office. ``permission`` has no default on purpose."""

    access = "staff"
    url: str | None = None
    name = ""
    title = ""
    permission: str | tuple[str, ...] = ""
    menu: Menu | None = None
    template = ""
    model = None
    lookup = "pk"

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "url" in cls.__dict__ and cls.url is not None:
            if not cls.name:
                raise ImproperlyConfigured(f"{cls.__module__}.{cls.__name__} declares no name.")
            registry.register(cls)

    @classmethod
    def is_open_to(cls, user) -> bool:
        """Whether ``user`` may open this page at all (rows are limited by ``get_queryset``)."""
        return may_open(user, cls.permission)

    def dispatch(self, request, *args, **kwargs):
        if not is_staff(request.user):
            return redirect_to_login(request.get_full_path(), resolve_url(getattr(settings, "STAFF_LOGIN_URL", settings.LOGIN_URL)))
        if not self.is_open_to(request.user):
            raise PermissionDenied(self.permission)
        response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_queryset(self):
        """Rows this person may see. A model without row limits shows all its rows."""
        rows = self.model.objects
        return rows.visible_to(self.request.user) if hasattr(rows, "visible_to") else rows.all()

    @classmethod
    def get_url(cls, row=None) -> str:
        """Address of this page, for ``row`` when the address names one."""
        return reverse(f"backoffice:{cls.name}", kwargs={part: cls.part_of(row, part) for part in registry.parameters(cls.url)})

    @classmethod
    def part_of(cls, row, part):
        return getattr(row, part)

    @classmethod
    def paths(cls) -> list:
        """URL patterns of this page; pages with sub-addresses add theirs."""
        return [path(cls.url, cls.as_view(), name=cls.name)]

    @classmethod
    def menu_label(cls) -> str:
        return (cls.menu and cls.menu.label) or cls.title

    def crumbs(self, row=None) -> list[tuple[str, str]]:
        """(label, address) of the pages above this one."""
        return []

    def draw(self, template, context, status=200):
        """Answer with ``template``, which always sees the page itself."""
        return TemplateResponse(self.request, template, {"page": self, "crumbs": self.crumbs(context.get("row")), **context}, status=status)
