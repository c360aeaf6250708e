"""Addresses as staff see them in the log."""

from microstore.accounts import masking


def mask(address: str) -> str:
    """``+8613800138000`` → ``138****8000``, ``mei@example.cn`` → ``m***@example.cn``."""
    if "@" in address:
        name, _at, host = address.partition("@")
        return f"{name[:1]}***@{host}"
    return masking.phone(address)
