"""Topic pages on the campaign: which there are, how they stand, and the beginning of one."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.backoffice.campaigns import CampaignDetail
from marketing.models import Campaign, Topic
from marketing.models.campaign import OVER
from marketing.topics import making
from microstore.core.pages import ActionPage, Panel
from microstore.stores.backoffice import PageBuilder
from microstore.stores.design import subjects
from microstore.stores.models import Store


class TopicForm(forms.Form):
    store = forms.ModelChoiceField(Store.objects.none(), label=gettext_lazy("Store"), empty_label=None)

    def __init__(self, *args, stores, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["store"].queryset = stores


def open_stores(campaign, user):
    """Stores of the campaign that this person sees and that have no topic page of it yet."""
    return Store.objects.visible_to(user).filter(campaigns=campaign).exclude(pages__topic__campaign=campaign)


class TopicBegin(ActionPage):
    url, name = "campaigns/<str:number>/topic/", "topic-begin"
    title = gettext_lazy("Build a topic page")
    permission = ("marketing.view_campaign", "stores.change_page")
    model, lookup, back = Campaign, "number", CampaignDetail
    form_class, icon, tone = TopicForm, "blocks", "plain"

    def is_open(self, row, user):
        return row.state not in OVER and open_stores(row, user).exists()

    def form_kwargs(self, row):
        return {"stores": open_stores(row, self.request.user)}

    def perform(self, row, form, by):
        self.topic = making.begin(row, form.cleaned_data["store"], by=by)
        return _("The first draft stands. Publishing takes two ticks and a second person.")

    def back_url(self, row):
        topic = getattr(self, "topic", None)
        return PageBuilder.get_url(topic.page) if topic else super().back_url(row)


def topics_of(request, row):
    rows = Topic.objects.visible_to(request.user).filter(campaign=row).select_related("page__store")
    return {"topics": [(topic, topic.page.draft, topic.page.live) for topic in rows]}


def campaign_named(text: str, user):
    """By its number or its address."""
    rows = Campaign.objects.visible_to(user)
    return rows.filter(number__iexact=text).first() or rows.filter(code=text.lower()).first()


CampaignDetail.side.append(
    Panel("marketing/backoffice/_topics.html", gettext_lazy("Topic pages"), context=topics_of, is_flush=True, permission="stores.view_page")
)
CampaignDetail.actions.append(TopicBegin)
subjects.declare("marketing.campaign", what="campaign", find=campaign_named, url=lambda row: row.get_absolute_url())
