"""Numbers of the rule book that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

EXEMPTION = declare("compliance.exemption", 365, Unit.DAYS, _("A doubtful wording is excused for at most"), low=1, high=1825)
SCAN_RATE = declare("compliance.scan_rate", 90, Unit.TIMES, _("Scans while writing, per person and minute"), low=10, high=600)
