"""Back-office pages by declaration: a department lists what a page shows, the kit draws and guards it.

Every page registers itself when its class is read. The menu, the addresses, the permission walk of the
tests and the search by page name all come from that one registry.
"""

from microstore.core.pages.actions import ActionPage, ReasonForm
from microstore.core.pages.bulk import BulkAction
from microstore.core.pages.columns import Column, DateColumn, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, TimeColumn
from microstore.core.pages.decisions import Decision
from microstore.core.pages.details import DetailPage, Panel
from microstore.core.pages.forms import FormPage
from microstore.core.pages.lists import ListPage, View
from microstore.core.pages.page import ANY_STAFF, Menu, Page
from microstore.core.pages.plain import ViewPage
from microstore.core.pages.queues import Number, Queue, QueueRow, declare_number, declare_queue
from microstore.core.pages.searching import Hit, searchable

__all__ = [
    "ANY_STAFF",
    "ActionPage",
    "BulkAction",
    "Column",
    "DateColumn",
    "Decision",
    "DetailPage",
    "FormPage",
    "Hit",
    "LinkColumn",
    "ListPage",
    "Menu",
    "MoneyColumn",
    "Number",
    "NumberColumn",
    "Page",
    "Panel",
    "Queue",
    "QueueRow",
    "ReasonForm",
    "StatusColumn",
    "TimeColumn",
    "View",
    "ViewPage",
    "declare_number",
    "declare_queue",
    "searchable",
]
