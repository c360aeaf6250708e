"""What imports ask others to allow."""

from django.utils.translation import gettext_lazy as _

from catalog.gate import origin
from catalog.imports import exceptions
from microstore.core import approvals

SHOWN = 30


@approvals.kind(exceptions.KIND, permission=origin.RIGHT)
class ImportUnselected:
    """Whoever brought the list applies it; the decision is what allows it."""

    label = _("Take goods of a list without a selection")

    @staticmethod
    def yes(batch, approval):
        """Nothing follows by itself."""

    @staticmethod
    def no(batch, approval):
        """The list stays as it was tried."""

    @staticmethod
    def describe(batch, approval):
        rows = exceptions.unselected(batch).order_by("number")
        named = [(row.number, row.subject) for row in rows[:SHOWN]]
        return [(_("File name"), batch.name), (_("Not on the approved list"), rows.count()), *named]
