"""Whether a complaint was settled well: answered by a signed link, without signing in (duty C15)."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from customerservice.complaints.shop_forms import SatisfactionForm
from customerservice.services import complaints
from customerservice.services.complaints.closing import survey_of
from microstore.core import clock
from microstore.core.access import open_to
from microstore.core.errors import Refused
from microstore.core.ratelimit import limit


@open_to("public")
@never_cache
def answer(request, token: str):
    """A link that we did not sign is not found; one that is over or used says so."""
    survey = survey_of(token)
    if survey is None:
        raise Http404
    form = SatisfactionForm(request.POST or None)
    context = {"survey": survey, "form": form, "is_over": not survey.answered_at and clock.now() > survey.expires_at}
    if request.method == "POST" and form.is_valid():
        limit(f"survey:{survey.pk}", 10, 3600)
        try:
            complaints.answer_survey(survey, **form.cleaned_data)
            survey.refresh_from_db()
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "customerservice/storefront/satisfaction.html", context, status=422 if form.errors else 200)
