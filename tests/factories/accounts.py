"""People with names: Lin and Chen buy, Wu and Sun work here. Made through the services."""

import itertools

from microstore.accounts.models import Customer, Staff
from microstore.accounts.services import customers, staff
from microstore.core.declarations import Post

PASSWORD = "tea-house-88"
LIN = "+8613800138000"
CHEN = "+8613912345678"
counter = itertools.count(1)
sent: list[tuple[str, str]] = []


def keep_code(phone, code, *, language=""):
    """Stands in for the SMS network: remembers what it was given."""
    sent.append((phone, code))


def last_code(phone=LIN) -> str:
    return next(code for to, code in reversed(sent) if to == phone)


def wrong(code: str) -> str:
    """A six-digit code that is not ``code``."""
    return f"{(int(code) + 1) % 10**6:06d}"


def make_customer(phone=LIN) -> Customer:
    return customers.of_phone(phone)


def make_staff(post=Post.OPERATIONS, *, sees_all_stores=True, name="吴桐", **fields) -> Staff:
    """A colleague with the rights of the post (``post_rights`` fixture, or none)."""
    facts = {"username": f"wu{next(counter)}", "password": PASSWORD, "name": name, "post": post, "sees_all_stores": sees_all_stores}
    return staff.hire(staff.Newcomer(**{**facts, **fields}), by=None)


def sign_in(client, person) -> None:
    """Sign a customer, a member of staff or a user in, without the door."""
    user = getattr(person, "user", person)
    client.force_login(user, backend=customers.BACKEND)
