"""What an agent does with a conversation without leaving the desk."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from customerservice.backoffice.desk import DeskConversation
from customerservice.models import Conversation, Theme
from customerservice.services.conversations import ending, handing
from microstore.accounts.backoffice.reveal import RevealPage
from microstore.core import clock
from microstore.core.declarations import Department
from microstore.core.pages import ActionPage

TEXT = forms.Textarea(attrs={"rows": 4})


class TransferForm(forms.Form):
    agent = forms.ModelChoiceField(label=_("To"), queryset=None)
    note = forms.CharField(
        label=_("Note"), max_length=1000, widget=TEXT, help_text=_("What your colleague must know. The customer never sees it.")
    )

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True, is_staff=True, groups__permissions__codename="answer_conversation")
        known = [user.pk for user in people.distinct() if handing.works_for(user, row.store) and user.pk != row.assignee_id]
        self.fields["agent"].queryset = get_user_model().objects.filter(pk__in=known).order_by("name")
        online = set(handing.present().values_list("user_id", flat=True))
        self.fields["agent"].label_from_instance = lambda user: f"● {user.name}" if user.pk in online else f"○ {user.name}"


class SnoozeForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("Until"),
        coerce=int,
        choices=[(1, _("in one hour")), (3, _("in three hours")), (24, _("tomorrow")), (72, _("in three days"))],
    )


class AskForm(forms.Form):
    department = forms.ChoiceField(label=_("Department"), choices=Department.choices)
    question = forms.CharField(label=_("Question"), max_length=1000, widget=TEXT)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), max_length=1000, widget=TEXT, help_text=_("Colleagues read it in the thread. The customer never sees it.")
    )


class ResolveForm(forms.Form):
    theme = forms.ChoiceField(label=_("It was about"), choices=Theme.choices)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=TEXT)


class DeskAct(ActionPage):
    model = Conversation
    lookup = "number"
    back = DeskConversation
    permission = "customerservice.answer_conversation"
    tone = "plain"

    def get_queryset(self):
        return super().get_queryset().select_related("store", "customer", "assignee")


class DeskTake(DeskAct):
    url = "desk/<str:number>/take/"
    name = "desk-take"
    title = _("Take over")
    move = "take"

    def facts(self, row):
        return [(_("Agent"), row.assignee.name if row.assignee else _("Nobody"))]

    def perform(self, row, form, by):
        handing.take(row, by=by, seen_assignee=row.assignee_id)
        return _("%(number)s is yours.") % {"number": row.number}


class DeskTransfer(DeskAct):
    url = "desk/<str:number>/transfer/"
    name = "desk-transfer"
    title = _("Hand over")
    move = "take"
    form_class = TransferForm

    def form_kwargs(self, row):
        return {"row": row}

    def perform(self, row, form, by):
        handing.transfer(row, form.cleaned_data["agent"], note=form.cleaned_data["note"], by=by)
        return _("Handed to %(agent)s.") % {"agent": form.cleaned_data["agent"].name}


class DeskSnooze(DeskAct):
    url = "desk/<str:number>/snooze/"
    name = "desk-snooze"
    title = _("Put off")
    move = "snooze"
    form_class = SnoozeForm

    def perform(self, row, form, by):
        ending.put_off(row, clock.now() + timedelta(hours=form.cleaned_data["hours"]), by=by)
        return _("It comes back by itself.")


class DeskAsk(DeskAct):
    url = "desk/<str:number>/ask/"
    name = "desk-ask"
    title = _("Ask a colleague")
    move = "ask_inside"
    form_class = AskForm

    def perform(self, row, form, by):
        ending.ask_inside(row, by=by, **form.cleaned_data)
        return _("Asked. The answer comes into this thread.")


class DeskNote(DeskAct):
    url = "desk/<str:number>/note/"
    name = "desk-note"
    title = _("Note")
    form_class = NoteForm

    def perform(self, row, form, by):
        ending.remark(row, form.cleaned_data["text"], by=by)
        return _("Note saved.")


class DeskResolve(DeskAct):
    url = "desk/<str:number>/resolve/"
    name = "desk-resolve"
    title = _("Resolve")
    move = "resolve"
    form_class = ResolveForm
    tone = "primary"

    def perform(self, row, form, by):
        ending.resolve(row, by=by, **form.cleaned_data)
        return _("%(number)s is resolved. If the customer writes again, it opens again.") % {"number": row.number}


class DeskReveal(RevealPage):
    url = "desk/<str:number>/reveal/"
    name = "desk-reveal"
    model = Conversation
    lookup = "number"
    back = DeskConversation

    def is_open(self, row, user):
        return row.customer_id is not None

    def shown(self, row):
        return [("phone", _("Phone"), row.customer.phone), ("nickname", _("Name"), row.customer.nickname)]
