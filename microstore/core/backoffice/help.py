"""Help: the keys, and every component in every state."""

from django.utils.translation import gettext_lazy as _

from microstore.core.backoffice import specimens
from microstore.core.pages import ANY_STAFF, ViewPage

KEYS = [
    (
        _("Everywhere"),
        [
            ("Ctrl K", _("Search everything")),
            ("/", _("Search everything")),
            ("?", _("This list")),
            ("Esc", _("Close")),
            ("g h", _("Workbench")),
            ("g o", _("Orders")),
            ("g p", _("Products")),
            ("g i", _("Stock")),
            ("g c", _("Customers")),
            ("g l", _("Shipments")),
            ("g a", _("Approvals")),
        ],
    ),
    (_("Lists"), [("j", _("Next row")), ("k", _("Previous row")), ("x", _("Tick the row")), ("Enter", _("Open the row"))]),
    (_("Details and forms"), [("a", _("To the acts")), ("Ctrl S", _("Save")), ("Ctrl Enter", _("Send the note"))]),
]


class Keys(ViewPage):
    url = "help/keys/"
    name = "help-keys"
    title = _("Keys")
    permission = ANY_STAFF
    template = "backoffice/help/keys.html"

    def context(self, request):
        return {"groups": KEYS}


class Gallery(ViewPage):
    url = "help/ui/"
    name = "help-ui"
    title = _("Components")
    permission = ANY_STAFF
    template = "backoffice/help/ui.html"

    def context(self, request):
        return specimens.everything()
