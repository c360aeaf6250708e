"""The nouns of people."""

from microstore.accounts.models.code import SignInCode
from microstore.accounts.models.consent import Consent
from microstore.accounts.models.customer import Address, Customer
from microstore.accounts.models.privacy import PrivacyKind, PrivacyRequest, PrivacyState
from microstore.accounts.models.sign_in import SignIn
from microstore.accounts.models.staff import Staff
from microstore.accounts.models.user import User

__all__ = ["Address", "Consent", "Customer", "PrivacyKind", "PrivacyRequest", "PrivacyState", "SignIn", "SignInCode", "Staff", "User"]
