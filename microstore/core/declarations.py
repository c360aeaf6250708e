"""What departments declare for the whole house: posts and their rights, and the checks of their books."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Department(models.TextChoices):
    """The departments of the company, in the order of the menu."""

    OPERATIONS = "operations", _("Operations centre")
    PRODUCT = "product", _("Product management")
    MARKETING = "marketing", _("Marketing")
    SALES = "sales", _("Sales")
    SERVICE = "service", _("Customer service")
    WAREHOUSE = "warehouse", _("Warehouse and logistics")
    FINANCE = "finance", _("Finance")
    QUALITY = "quality", _("Quality")
    HR = "hr", _("Human resources")
    SYSTEM = "system", _("System")


class Post(models.TextChoices):
    """The posts named by the company's regulations; one group of rights each."""

    DIRECTOR = "director", _("Operations director")
    OPERATIONS = "operations", _("Operations supervisor")
    MAINTAINER = "maintainer", _("System maintainer")
    PRODUCT_MANAGER = "product_manager", _("Product manager")
    LISTING = "listing", _("Listing specialist")
    PURCHASING = "purchasing", _("Purchaser")
    MARKETING_MANAGER = "marketing_manager", _("Marketing manager")
    MARKETING = "marketing", _("Marketing specialist")
    DESIGNER = "designer", _("Designer")
    SALES = "sales", _("Salesperson")
    SERVICE_LEAD = "service_lead", _("Customer service supervisor")
    SERVICE = "service", _("Customer service agent")
    WAREHOUSE_LEAD = "warehouse_lead", _("Warehouse supervisor")
    SHIPPER = "shipper", _("Dispatcher")
    LOGISTICS = "logistics", _("Logistics specialist")
    FINANCE = "finance", _("Accountant")
    QUALITY = "quality", _("Quality officer")
    HR = "hr", _("HR officer")
    PARTNER = "partner", _("Authorised store staff")
    ADMINISTRATOR = "administrator", _("Administrator")


DEPARTMENT_OF = {
    Post.DIRECTOR: Department.OPERATIONS, Post.OPERATIONS: Department.OPERATIONS, Post.PARTNER: Department.OPERATIONS,
    Post.PRODUCT_MANAGER: Department.PRODUCT, Post.LISTING: Department.PRODUCT, Post.PURCHASING: Department.PRODUCT,
    Post.MARKETING_MANAGER: Department.MARKETING, Post.MARKETING: Department.MARKETING, Post.DESIGNER: Department.MARKETING,
    Post.SALES: Department.SALES, Post.SERVICE_LEAD: Department.SERVICE, Post.SERVICE: Department.SERVICE,
    Post.WAREHOUSE_LEAD: Department.WAREHOUSE, Post.SHIPPER: Department.WAREHOUSE, Post.LOGISTICS: Department.WAREHOUSE,
    Post.FINANCE: Department.FINANCE, Post.QUALITY: Department.QUALITY, Post.HR: Department.HR,
    Post.MAINTAINER: Department.SYSTEM, Post.ADMINISTRATOR: Department.SYSTEM,
}  # fmt: skip


@dataclass(frozen=True)
class Role:
    """The permissions (``app.codename``) that one department grants to a post. ``roles.py``: ``ROLES = [Role(…), …]``."""

    post: Post
    permissions: list[str]


@dataclass(frozen=True)
class Check:
    """One check of the books: ``find`` yields a sentence for each row that breaks the invariant ``number``."""

    number: str
    label: str
    find: Callable[[], Iterable[str]]

    registry: ClassVar[list] = []

    @classmethod
    def register(cls, number: str, label: str) -> Callable:
        """Declare a read-only function in a department's ``checks.py``."""

        def declare(find: Callable) -> Callable:
            cls.registry.append(cls(number, label, find))
            return find

        return declare
