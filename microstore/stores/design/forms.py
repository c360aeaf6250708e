"""What colleagues type about design requests."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import User
from microstore.core import clock
from microstore.core.pages import ReasonForm
from microstore.stores.design import requests, subjects
from microstore.stores.models import Asset, DesignRequest

SIZES = re.compile(r"^\d{2,5}\s*[×xX*]\s*\d{2,5}$")


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DesignerField(forms.ModelChoiceField):
    def __init__(self, **options):
        super().__init__(queryset=User.objects.none(), label=_("Designer"), **options)

    def offer(self):
        self.queryset = User.objects.filter(pk__in=[one.pk for one in requests.designers()])

    def label_from_instance(self, row):
        return row.name or str(row)


class RequestForm(forms.Form):
    what = forms.ChoiceField(label=_("What for"), choices=DesignRequest.What)
    subject = forms.CharField(
        label=_("Which one"), max_length=60, required=False, help_text=_("Number of the campaign or product; address of the page's store.")
    )
    title = forms.CharField(label=_("Title"), max_length=80)
    brief = forms.CharField(
        label=_("Brief"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What it should say and show, for whom, in which mood."),
    )  # fmt: skip
    sizes = forms.CharField(label=_("Sizes"), max_length=120, help_text=_("In pixels, width × height: 750×456, 1200×900"))
    due_on = forms.DateField(label=_("Due on"), widget=day_input())
    designer = DesignerField(required=False, empty_label=_("Whoever takes it"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.about = user, None
        self.fields["designer"].offer()

    def clean_sizes(self):
        sizes = [size.strip() for size in self.cleaned_data["sizes"].replace("，", ",").replace("、", ",").split(",") if size.strip()]
        if not sizes or not all(SIZES.match(size) for size in sizes):
            raise forms.ValidationError(_("Write sizes like 750×456, with commas between them."))
        return ", ".join(re.sub(r"\s*[×xX*]\s*", "×", size) for size in sizes)

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < clock.today():
            raise forms.ValidationError(_("The day is past."))
        return self.cleaned_data["due_on"]

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("subject", "").strip()
        if cleaned.get("what") and cleaned["what"] != DesignRequest.What.OTHER:
            self.about = subjects.named(cleaned["what"], text, self.user) if text else None
            if self.about is None:
                self.add_error("subject", _("Nothing of this kind has this number."))
        return cleaned


class AssignForm(ReasonForm):
    designer = DesignerField()
    due_on = forms.DateField(label=_("Due on"), widget=day_input())
    field_order = ("designer", "due_on", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["designer"].offer()


class DeliverForm(forms.Form):
    assets = forms.ModelMultipleChoiceField(
        Asset.objects.none(), label=_("From the library"), widget=forms.CheckboxSelectMultiple,
        help_text=_("The newest stand first. Upload to the library before."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, user, row, **kwargs):
        super().__init__(*args, **kwargs)
        usable = Asset.objects.usable().visible_to(user)
        newest = list(usable.order_by("-pk").values_list("pk", flat=True)[:40])
        chosen = list(row.assets.values_list("pk", flat=True))
        self.fields["assets"].queryset = usable.filter(pk__in=[*newest, *chosen]).order_by("-pk")
        self.fields["assets"].initial = chosen
        self.fields["assets"].label_from_instance = lambda asset: f"{asset.title} · {asset.number}"
