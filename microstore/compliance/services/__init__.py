"""Acts of the rule book."""

from microstore.compliance.services.versions import note_version

__all__ = ["note_version"]
