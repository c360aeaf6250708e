"""What staff type about complaints."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customerservice.models import Category, Cause, Channel, Complaint, Satisfaction, Severity, SolutionKind
from microstore.accounts.models import User
from microstore.accounts.phones import PhoneField
from microstore.core import clock
from microstore.core.declarations import Department, Post
from microstore.core.money import YuanFormField
from microstore.core.pages import ReasonForm
from orders.models import Order

ROWS = {"rows": 3}
SERVICE_POSTS = (Post.SERVICE, Post.SERVICE_LEAD, Post.OPERATIONS, Post.DIRECTOR)


def colleagues(*posts):
    rows = User.objects.filter(is_active=True, staff__left_on=None, staff__isnull=False).order_by("staff__department", "staff__number")
    return rows.filter(staff__post__in=posts) if posts else rows


class RegisterForm(forms.Form):
    """A complaint heard on the telephone or elsewhere."""

    channel = forms.ChoiceField(label=_("Channel"), choices=[(Channel.PHONE, Channel.PHONE.label), (Channel.OTHER, Channel.OTHER.label)])
    order = forms.CharField(label=_("Order number"), max_length=24, required=False)
    contact_name = forms.CharField(label=_("Name"), max_length=40, required=False)
    contact_phone = PhoneField(label=_("Phone"), required=False)
    category = forms.ChoiceField(label=_("What it is about"), choices=Category)
    text = forms.CharField(label=_("The complaint in words"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    wish = forms.CharField(label=_("What the customer wishes"), max_length=300, required=False)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_order(self):
        number = self.cleaned_data["order"].strip()
        if not number:
            return None
        found = Order.objects.visible_to(self.user).select_related("store", "customer").filter(number__iexact=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no such order."))
        return found


class OfferForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of solution"), choices=SolutionKind)
    amount = YuanFormField(
        label=_("Amount"), required=False, min_value=0, help_text=_("For a refund or a coupon. Above your limit it waits for approval.")
    )
    text = forms.CharField(
        label=_("What we offer"), max_length=1000, widget=forms.Textarea(attrs=ROWS), help_text=_("The customer reads exactly this.")
    )


class AskForm(forms.Form):
    department = forms.ChoiceField(label=_("Department"), choices=Department)
    question = forms.CharField(label=_("Question"), max_length=1000, widget=forms.Textarea(attrs=ROWS))
    minutes = forms.TypedChoiceField(
        label=_("Answer within"), coerce=int,
        choices=[(15, _("15 minutes")), (30, _("30 minutes")), (60, _("1 hour")), (120, _("2 hours"))], initial=60,
    )  # fmt: skip


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class NoteForm(forms.Form):
    """What a customer said on the telephone."""

    note = forms.CharField(
        label=_("Note"), max_length=500, widget=forms.Textarea(attrs=ROWS), help_text=_("When and how you reached them.")
    )


class CarryOutForm(forms.Form):
    text = forms.CharField(
        label=_("What is carried out"), max_length=500, widget=forms.Textarea(attrs=ROWS),
        help_text=_("With the number of the refund, the after-sales case or the new parcel."),
    )  # fmt: skip


class HandOverForm(ReasonForm):
    owner = forms.ModelChoiceField(label=_("To"), queryset=User.objects.none())
    field_order = ["owner", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues(*SERVICE_POSTS)


class SeverityForm(ReasonForm):
    severity = forms.ChoiceField(label=_("Severity"), choices=Severity)
    field_order = ["severity", "reason"]


class MergeForm(ReasonForm):
    into = forms.ModelChoiceField(label=_("Complaint that stays"), queryset=Complaint.objects.none(), to_field_name="number")
    field_order = ["into", "reason"]

    def __init__(self, *args, others=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others


class HoldBatchForm(ReasonForm):
    batch = forms.ModelChoiceField(label=_("Batch to put on hold"), queryset=None, required=False, empty_label=_("No hold"))
    field_order = ["batch", "reason"]

    def __init__(self, *args, batches=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["batch"].queryset = batches


class SatisfactionForm(NoteForm):
    result = forms.ChoiceField(label=_("Satisfaction"), choices=Satisfaction)
    field_order = ["result", "note"]


class CauseForm(forms.Form):
    """Cause and measure; without a measure, why there is none."""

    cause = forms.ChoiceField(label=_("Cause"), choices=Cause)
    note = forms.CharField(label=_("How it came about"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    measure = forms.CharField(
        label=_("Measure so that it does not happen again"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.ModelChoiceField(label=_("Who carries it out"), queryset=User.objects.none(), required=False)
    due_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    because = forms.CharField(label=_("No measure, because"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues()

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and day < clock.today():
            raise forms.ValidationError(_("Choose a day to come."))
        return day

    def clean(self):
        data = super().clean()
        planned = [data.get("measure"), data.get("owner"), data.get("due_on")]
        if any(planned) and not all(planned):
            raise forms.ValidationError(_("A measure needs words, a person and a day."))
        if not any(planned) and not data.get("because"):
            raise forms.ValidationError(_("Name a measure, or say why there is none."))
        return data


class DoneForm(forms.Form):
    note = forms.CharField(label=_("What was done"), max_length=500, widget=forms.Textarea(attrs=ROWS))
