"""Backups of the whole house: made in one moment of the database, sealed, copied off site, and restored on trial."""

from operations.backups.drilling import drill
from operations.backups.making import make
from operations.backups.restoring import restore

__all__ = ["drill", "make", "restore"]
