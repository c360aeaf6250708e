"""Choose from the library: a list by name that works by itself, and shows pictures where scripts run."""

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from microstore.core import files
from microstore.stores.models import Asset

MOST = 200


def thumb(asset: Asset) -> str:
    """A small picture, or nothing for what is none."""
    return files.url_of(asset.file, 160) if asset.kind == Asset.Kind.PICTURE else ""


class Picker(forms.Select):
    """Each choice names its small picture; ``static/js/office/picker.js`` makes a wall of them."""

    template_name = "stores/backoffice/picker.html"

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):  # noqa: PLR0913
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if getattr(value, "instance", None) is not None:
            option["attrs"]["data-thumb"] = thumb(value.instance)
            option["attrs"]["data-alt"] = value.instance.alt
        return option


class Newest(ModelChoiceIterator):
    """What is offered: the newest of what may be chosen, and what is chosen already."""

    def __init__(self, field):
        self.field = field
        newest = field.queryset.order_by("-pk").values("pk")[:MOST]
        self.queryset = Asset.objects.filter(Q(pk__in=newest) | Q(pk=field.chosen)).select_related("file").order_by("-pk")


class AssetField(forms.ModelChoiceField):
    """One usable asset of a kind. ``limit`` says to whom."""

    widget = Picker
    iterator = Newest
    chosen = None

    def __init__(self, kind=Asset.Kind.PICTURE, **options):
        self.kind = kind
        options.setdefault("label", _("From the library"))
        options.setdefault("empty_label", _("None"))
        super().__init__(queryset=Asset.objects.none(), required=options.pop("required", False), **options)

    def __deepcopy__(self, memo):
        """A form asks what may be used today, not on the day the server started."""
        field = super().__deepcopy__(memo)
        field.queryset = Asset.objects.usable().filter(kind=self.kind)
        return field

    def label_from_instance(self, row):
        return f"{row.title} · {row.number}"


def limit(form, user):
    """Offer what this person may see, and what the form holds already."""
    for name, field in form.fields.items():
        if isinstance(field, AssetField):
            field.chosen = form.initial.get(name) or None
            field.queryset = field.queryset.visible_to(user)
    return form
