"""Categories and brands: a list, a form to add, a form to change, each."""
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from catalog.forms import BrandForm
from catalog.models import Brand, Category
from catalog.tables import BrandTable, CategoryTable
from microstore.core import changes
from microstore.core.declarations import Department
from microstore.core.pages import FormPage, ListPage, Menu


class MasterList(ListPage):
    """Master data with the number of products that point at it."""
    keyset = ("position", "pk")
    search_fields = ("name", "slug")
    search_hint = _("Name or address")

    def get_queryset(self):
        return super().get_queryset().annotate(product_count=Count("products"))


class MasterForm(FormPage):
    def save(self, form, by):
        return changes.save(form.instance, by=by)


class CategoryList(MasterList):
    url = "catalog/categories/"
    name = "categories"
    title = _("Categories")
    permission = "catalog.view_category"
    menu = Menu(Department.PRODUCT, icon="layers", position=60)
    model = Category
    table_class = CategoryTable

    def get_queryset(self):
        return super().get_queryset().select_related("parent__parent")


class BrandList(MasterList):
    url = "catalog/brands/"
    name = "brands"
    title = _("Brands")
    permission = "catalog.view_brand"
    menu = Menu(Department.PRODUCT, icon="star", position=70)
    model = Brand
    table_class = BrandTable


class BrandNew(MasterForm):
    url = "catalog/brands/new/"
    name = "brand-new"
    title = _("New brand")
    permission = "catalog.add_brand"
    form_class = BrandForm
    model = Brand
    back = BrandList


class BrandEdit(MasterForm):
    url = "catalog/brands/<int:pk>/edit/"
    name = "brand-edit"
    title = _("Edit brand")
    permission = "catalog.change_brand"
    form_class = BrandForm
    model = Brand
    back = BrandList


BrandList.actions.append(BrandNew)
