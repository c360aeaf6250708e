"""How personal data is shown to people who need not know all of it (pii field table: name, mobile, address)."""

from microstore.accounts.phones import local


def phone(number: str | None) -> str:
    """``+8613800138000`` → ``138****8000``."""
    digits = local(number or "")
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else "****" if digits else ""


def name(text: str | None) -> str:
    """``张三丰`` → ``张**``; ``John Smith`` → ``J***``."""
    text = (text or "").strip()
    if not text:
        return ""
    return text[0] + "*" * min(3, max(1, len(text) - 1))


def address(province: str, city: str, district: str) -> str:
    """Province, city and district; the street stays hidden."""
    names = [province, city, district]
    return "".join(part for at, part in enumerate(names) if part and part not in names[:at]) + "***"
