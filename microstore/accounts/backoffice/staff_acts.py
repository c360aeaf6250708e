"""Acts on staff accounts: open, change, move to another post, close, reopen, new password."""

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from microstore.accounts.backoffice.staff import StaffDetail, StaffList
from microstore.accounts.models import Staff
from microstore.accounts.models.user import valid_username
from microstore.accounts.services import devices, passwords, second_step, staff
from microstore.core import handover
from microstore.core.declarations import Post
from microstore.core.pages import ActionPage, FormPage, ReasonForm


def new_password(label):
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters, not only digits, nothing that is easily guessed."),
    )  # fmt: skip


class HireForm(forms.Form):
    name = forms.CharField(label=_("full name"), max_length=60)
    username = forms.CharField(label=_("Username"), max_length=63, validators=[valid_username])
    number = forms.CharField(label=_("Staff number"), max_length=20, required=False, help_text=_("Given by the system when left empty."))
    post = forms.ChoiceField(label=_("Post"), choices=Post)
    email = forms.EmailField(label=_("Email"), required=False)
    sees_all_stores = forms.BooleanField(label=_("Sees all stores"), required=False, help_text=_("Not for staff of authorised stores."))
    password = new_password(_("First password"))


class ChangeForm(forms.Form):
    name = forms.CharField(label=_("full name"), max_length=60)
    email = forms.EmailField(label=_("Email"), required=False)
    sees_all_stores = forms.BooleanField(label=_("Sees all stores"), required=False, help_text=_("Not for staff of authorised stores."))


class MoveForm(ReasonForm):
    post = forms.ChoiceField(label=_("Post"), choices=Post)
    field_order = ("post", "reason")


class PasswordForm(forms.Form):
    password = new_password(_("New password"))


class StaffHire(FormPage):
    url, name = "staff/new/", "staff-new"
    title = _("New account")
    permission = "accounts.hire_staff"
    model, form_class, back = Staff, HireForm, StaffDetail

    def save(self, form, by):
        return staff.hire(staff.Newcomer(**form.cleaned_data), by=by)


class StaffAct:
    """What all acts on one member of staff share."""

    permission = "accounts.hire_staff"
    model, lookup, back = Staff, "number", StaffDetail

    def get_queryset(self):
        return Staff.objects.select_related("user")


class StaffChange(StaffAct, FormPage):
    url, name = "staff/<str:number>/edit/", "staff-edit"
    title = _("Change the record")
    form_class, icon, tone = ChangeForm, "edit", "plain"

    def initial(self, row):
        return {"name": row.user.name, "email": row.user.email, "sees_all_stores": row.sees_all_stores}

    def save(self, form, by):
        return staff.change(self.row, by=by, **form.cleaned_data)


class StaffMove(StaffAct, ActionPage):
    url, name = "staff/<str:number>/post/", "staff-post"
    title = _("Give another post")
    form_class, icon, tone = MoveForm, "swap", "plain"

    def is_open(self, row, user):
        return row.is_here and row.user_id != user.pk

    def perform(self, row, form, by):
        moved = staff.move(row, post=form.cleaned_data["post"], by=by, reason=form.cleaned_data["reason"])
        return now("%(person)s is now %(post)s.") % {"person": moved.user, "post": moved.get_post_display()}


class LeaveForm(ReasonForm):
    successor = forms.ModelChoiceField(label=_("Takes over the open work"), queryset=Staff.objects.none(), required=False)
    field_order = ("successor", "reason")

    def __init__(self, *given, leaver, **more):
        super().__init__(*given, **more)
        colleagues = Staff.objects.filter(department=leaver.department, left_on=None).exclude(pk=leaver.pk)
        self.fields["successor"].queryset = colleagues.select_related("user")


class StaffLeave(StaffAct, ActionPage):
    url, name = "staff/<str:number>/leave/", "staff-leave"
    title = _("Close the account")
    form_class, tone, icon = LeaveForm, "danger", "exit"

    def form_kwargs(self, row):
        return {"leaver": row}

    def facts(self, row):
        return [(work.label, number) for work, number in handover.open_work(row.user)] or [(_("Open work"), _("none"))]

    def is_open(self, row, user):
        return row.is_here and row.user_id != user.pk

    def perform(self, row, form, by):
        staff.leave(row, by=by, **form.cleaned_data)
        return now("The account of %(person)s is closed.") % {"person": row.user}


class StaffReturn(StaffAct, ActionPage):
    url, name = "staff/<str:number>/return/", "staff-return"
    title = _("Open the account again")
    form_class, icon = ReasonForm, "undo"

    def is_open(self, row, user):
        return not row.is_here

    def perform(self, row, form, by):
        staff.come_back(row, by=by, reason=form.cleaned_data["reason"])
        return now("The account of %(person)s is open again.") % {"person": row.user}


class StaffPassword(StaffAct, ActionPage):
    url, name = "staff/<str:number>/password/", "staff-password-reset"
    title = _("Set a new password")
    form_class, icon, tone = PasswordForm, "key", "plain"

    def is_open(self, row, user):
        return row.is_here and row.user_id != user.pk

    def perform(self, row, form, by):
        passwords.set_password(row.user, form.cleaned_data["password"], by=by)
        return now("The password of %(person)s is changed and the account unlocked.") % {"person": row.user}


class StaffSecondStepRemove(StaffAct, ActionPage):
    url, name = "staff/<str:number>/second-step/", "staff-second-step-remove"
    title = _("Remove the second step")
    form_class, icon, tone = ReasonForm, "mobile", "plain"
    intro = _("For a lost phone. Make sure that it is really the colleague who asks. They set it up anew at the next sign-in.")

    def is_open(self, row, user):
        return row.is_here and row.user_id != user.pk and second_step.is_set_up(row.user)

    def perform(self, row, form, by):
        second_step.remove(row.user, by=by, reason=form.cleaned_data["reason"])
        devices.end_all(row.user, by=by, reason=form.cleaned_data["reason"])
        return now("The second step of %(person)s is removed.") % {"person": row.user}


class StaffSignOut(StaffAct, ActionPage):
    url, name = "staff/<str:number>/sign-out/", "staff-sign-out-everywhere"
    title = _("Sign out everywhere")
    form_class, icon, tone = ReasonForm, "exit", "plain"

    def is_open(self, row, user):
        return row.is_here and row.user_id != user.pk and bool(devices.open_of(row.user))

    def perform(self, row, form, by):
        count = devices.end_all(row.user, by=by, reason=form.cleaned_data["reason"])
        return now("%(count)s sessions of %(person)s are ended.") % {"count": count, "person": row.user}


StaffList.actions.append(StaffHire)
StaffDetail.actions += [StaffChange, StaffMove, StaffPassword, StaffSecondStepRemove, StaffSignOut, StaffLeave, StaffReturn]
