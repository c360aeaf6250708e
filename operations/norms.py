"""Numbers of the operations centre that people may change."""

from django.utils.translation import gettext_lazy as _

from microstore.core import norms
from microstore.core.norms import Unit

DISK_DOUBTFUL = norms.declare("system.disk_doubtful", 80, Unit.PERCENT, _("Disk is getting full"), source="X7", low=10, high=99)
DISK_BAD = norms.declare("system.disk_bad", 92, Unit.PERCENT, _("Disk is full"), source="X7", low=10, high=99)
CERTIFICATE_DAYS = norms.declare(
    "system.certificate_days", 21, Unit.DAYS, _("Warn before the certificate of the shop ends"), source="O8", low=1, high=90
)
APPROVAL_HOURS = norms.declare("approval.decide", 24, Unit.HOURS, _("An approval is decided within"), source="G2", low=1, high=240)
FAILURE_HOURS = norms.declare(
    "failure.settle", 24, Unit.HOURS, _("Failed news is settled within, after its day"), source="T1", low=1, high=168
)
BACKUP_EVERY = norms.declare("backup.every", 24, Unit.HOURS, _("A backup is made every"), source="T4", low=1, high=168)
BACKUPS_KEPT = norms.declare("backup.kept", 14, Unit.TIMES, _("Backups kept on this machine"), source="T4", low=1, high=400)
RESTORE_DRILL_EVERY = norms.declare("backup.drill_every", 7, Unit.DAYS, _("A restore is tried every"), source="T6", low=1, high=31)
OPENING_PRODUCTS = norms.declare(
    "opening.products", 10, Unit.UNITS, _("Complete products a store opens with"), source="O3", low=1, high=1000
)
OPENING_LINKS = norms.declare("opening.links", 80, Unit.UNITS, _("Links a check of a store opens at most"), source="O3", low=10, high=1000)
