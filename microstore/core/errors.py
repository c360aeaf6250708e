"""The three ways a thing does not work: a rule refuses, the outside fails, or it is a bug (which has no class here)."""

from microstore.core.sentences import gettext as _


class Refused(Exception):
    """A rule of the business says no. Its text is a translatable sentence for the person who asked."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class Changed(Refused):
    """The row was changed by somebody else since the person saw it (shown as 409 with a way to reload)."""


class OutsideFailed(Exception):
    """A system outside did not answer as needed. ``permanent`` means that asking again is no use."""

    def __init__(self, message: str, *, permanent: bool = False):
        super().__init__(message)
        self.permanent = permanent


def require_reason(reason: str) -> None:
    """Refuses an act without a reason."""
    if not reason.strip():
        raise Refused(_("Please give a reason."))
