"""News of backups and of trials to restore them."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from microstore.core.events import news


@news("backup.made")
@dataclass(frozen=True)
class BackupMade:
    """``seal``: the audit's last digest, kept with the backup outside the database."""

    backup: str
    size: int
    seal: str
    label: ClassVar = _("Backup made")


@news("backup.failed")
@dataclass(frozen=True)
class BackupFailed:
    backup: str
    error: str
    label: ClassVar = _("Backup failed")


@news("restore_drill.verified")
@dataclass(frozen=True)
class RestoreDrillVerified:
    backup: str
    restore_seconds: float
    age_seconds: int
    label: ClassVar = _("Restore tried: all figures agree")


@news("restore_drill.failed")
@dataclass(frozen=True)
class RestoreDrillFailed:
    backup: str
    findings: list
    label: ClassVar = _("Restore tried: it failed")
