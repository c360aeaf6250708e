"""The tree of categories and what is asked for it."""
from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.backoffice.master import CategoryList
from catalog.gate import categories
from catalog.gate.forms import CategoryForm
from catalog.models import Category, CategoryChange
from microstore.core.pages import DetailPage, FormPage, Panel


class CategoryAsk(FormPage):
    """Nothing changes before somebody else has said yes."""
    permission = "catalog.change_category"
    form_class = CategoryForm
    model = Category
    back = CategoryList

    def save(self, form, by):
        self.approval = categories.ask(form.values(), by=by, reason=form.cleaned_data["reason"], category=self.asked())
        return self.approval

    def asked(self):
        return Category.objects.get(pk=self.row.pk) if getattr(self, "row", None) else None

    def done_message(self, row):
        return gettext("Submitted as %(number)s. A colleague decides.") % {"number": row.number}


class CategoryNew(CategoryAsk):
    url = "catalog/categories/new/"
    name = "category-new"
    title = _("New category")
    permission = "catalog.add_category"


class CategoryEdit(CategoryAsk):
    url = "catalog/categories/<int:pk>/edit/"
    name = "category-edit"
    title = _("Edit category")

    def warnings(self, row):
        waiting = row.requested.filter(state=CategoryChange.State.WAITING).exists()
        return [gettext("A change of this category is being decided already.")] if waiting else []


class CategoryChangeDetail(DetailPage):
    """What was asked for, for those who decide and those who asked."""
    url = "catalog/categories/changes/<int:pk>/"
    name = "category-change"
    title = _("Change of a category")
    permission = "catalog.view_category"
    model = CategoryChange
    list_name = "categories"
    status_fields = ("state",)
    panels = [Panel("catalog/gate/_category_change.html", _("Values"))]


def tree() -> list[tuple[Category, int]]:
    """Every category below the one it stands in, with its level."""
    rows = list(Category.objects.annotate(product_count=Count("products")).order_by("position", "pk"))
    below = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)

    def walk(parent, level):
        for row in below.get(parent, ()):
            yield row, level
            yield from walk(row.pk, level + 1)

    return list(walk(None, 1))


CategoryList.actions.append(CategoryNew)
