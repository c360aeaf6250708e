"""Acts on a duty: confirm by hand with a note and a proof, verify as supervisor, waive with a reason."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from microstore.core import files
from microstore.core.pages import ANY_STAFF, ActionPage, Page, ReasonForm
from microstore.core.pages.papers import hand_out
from operations.backoffice.duties import DutyDetail
from operations.models import DutyRow
from operations.services import duties


class ConfirmForm(forms.Form):
    note = forms.CharField(
        label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Kept with your name and the time.")
    )
    proof = forms.FileField(label=_("Proof"), required=False, help_text=_("Minutes or a report, PDF or XLSX."))


class OnDuty(ActionPage):
    model = DutyRow
    back = DutyDetail

    def get_queryset(self):
        return DutyRow.objects.visible_to(self.request.user)

    def facts(self, row):
        return [(_("Duty"), row), (_("Evidence"), row.facts or "—")]


class DutyConfirm(OnDuty):
    url = "duties/row/<int:pk>/confirm/"
    name = "duty-confirm"
    title = _("Confirm as done")
    permission = ANY_STAFF
    form_class = ConfirmForm
    icon = "check"

    def is_open(self, row, user):
        return row.is_open("complete") and duties.owes(row, user)

    def perform(self, row, form, by):
        upload = form.cleaned_data["proof"]
        proof = files.store_document(upload, kind="duty", by=by) if upload else None
        duties.confirm(row, by=by, note=form.cleaned_data["note"], proof=proof)
        return _("Confirmed.")


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class DutyVerify(OnDuty):
    url = "duties/row/<int:pk>/verify/"
    name = "duty-verify"
    title = _("Verify")
    permission = "operations.verify_duty"
    form_class = NoteForm
    icon = "shield"

    def is_open(self, row, user):
        return row.is_open("verify") and duties.answers_for(row, user, "operations.verify_duty")

    def perform(self, row, form, by):
        duties.verify(row, by=by, note=form.cleaned_data["note"])
        return _("Verified.")


class DutyWaive(OnDuty):
    url = "duties/row/<int:pk>/waive/"
    name = "duty-waive"
    title = _("Waive")
    permission = "operations.waive_duty"
    form_class = ReasonForm
    tone = "plain"

    def is_open(self, row, user):
        return row.is_open("waive") and duties.answers_for(row, user, "operations.waive_duty")

    def perform(self, row, form, by):
        duties.waive(row, by=by, reason=form.cleaned_data["reason"])
        return _("Waived.")


class DutyProof(Page):
    """The file that proves it, for whoever may see the duty."""

    url = "duties/row/<int:pk>/proof/"
    name = "duty-proof"
    title = _("Proof")
    permission = ANY_STAFF
    model = DutyRow

    def get(self, request, pk):
        return hand_out(get_object_or_404(self.get_queryset().select_related("proof"), pk=pk).proof, as_attachment=True)


DutyDetail.actions += [DutyWaive, DutyVerify, DutyConfirm]
