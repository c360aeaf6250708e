"""Acts on reviews."""

from customerservice.reviews.services.moderating import reply, settle_reports, show, withhold
from customerservice.reviews.services.reporting import report
from customerservice.reviews.services.writing import Words, open_lines, write

__all__ = ["Words", "open_lines", "reply", "report", "settle_reports", "show", "withhold", "write"]
