"""A page that is only a template and what it is given."""

from microstore.core.pages.page import Page


class ViewPage(Page):
    """Give ``template`` what ``context`` returns. A page that also takes POST defines ``post`` itself."""

    def context(self, request, **kwargs) -> dict:
        return {}

    def get(self, request, **kwargs):
        return self.draw(self.template, self.context(request, **kwargs))
