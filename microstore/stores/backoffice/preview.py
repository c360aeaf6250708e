"""What the draft looks like to customers, in a frame of the builder."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from microstore.core.pages import Page as OfficePage
from microstore.stores import block_registry
from microstore.stores.models import Page
from microstore.stores.standing import standing_in


@method_decorator([xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})], name="dispatch")
class PagePreview(OfficePage):
    """The draft, or what is live, as a whole storefront page. Nobody but this house may frame it."""

    url, name = "pages/<int:pk>/preview/", "store-page-preview"
    title = _("Preview")
    permission = "stores.view_page"
    model = Page

    def get(self, request, pk):
        page = get_object_or_404(Page.objects.visible_to(request.user).select_related("store"), pk=pk)
        shown = page.draft or page.live
        with standing_in(request, page.store):
            body = block_registry.draw(request, shown.blocks if shown else [])
            response = TemplateResponse(request, "stores/storefront/preview.html", {"body": body, "page_title": page.title})
            return response.render()
