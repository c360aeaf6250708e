"""What people's own department holds about a customer."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from microstore.accounts.models import Consent, Customer, SignIn, SignInCode
from microstore.accounts.norms import KEEP_CONSENTS, KEEP_SIGN_INS
from microstore.accounts.services.privacy import copies
from microstore.core.models import StoredFile
from microstore.core.privacy import PersonalData


def profile(customer: Customer) -> list[dict]:
    user = customer.user
    return [{
        _("Customer"): customer.pk, _("Mobile number"): customer.phone, _("Nickname"): customer.nickname, _("Email"): user.email,
        _("Language"): user.get_language_display(), _("Joined"): customer.joined_at,
    }]  # fmt: skip


def forget_codes(customer: Customer, until: datetime) -> int:
    """The rest of the profile goes at the very end, when nothing needs the number any more."""
    return SignInCode.objects.filter(phone=customer.phone).delete()[0]


def addresses(customer: Customer) -> list[dict]:
    return [
        {_("Receiver"): row.name, _("Mobile number"): row.phone, _("Address"): str(row), _("Changed"): row.updated_at}
        for row in customer.addresses.all()
    ]


def consents(customer: Customer) -> list[dict]:
    return [
        {
            _("Purpose"): row.get_purpose_display(), _("Version of the text"): row.version, _("Given at"): row.get_source_display(),
            _("Given"): row.given_at, _("Withdrawn"): row.withdrawn_at,
        }
        for row in customer.consents.all()
    ]  # fmt: skip


def sign_ins(customer: Customer) -> list[dict]:
    return [
        {_("Device"): row.device, _("Network"): row.place, _("Signed in"): row.at, _("Last seen"): row.seen_at, _("Ended at"): row.ended_at}
        for row in _sign_ins(customer).order_by("-at")
    ]


def _sign_ins(customer):
    return SignIn.objects.filter(user=customer.user)


def _consents(customer):
    return Consent.objects.filter(customer=customer)


def forget_consents(customer: Customer, until: datetime) -> int:
    """Proof is counted from the end of the account, which ended whatever was still agreed to."""
    if customer.closed_at is None or customer.closed_at > until:
        return 0
    return _consents(customer).delete()[0]


def wishes(customer: Customer) -> list[dict]:
    return [
        {
            _("Number"): row.number, _("Wish"): row.get_kind_display(), _("State"): row.get_state_display(), _("Asked"): row.asked_at,
            _("Text"): row.text, _("Answer"): row.answer,
        }
        for row in customer.privacy_requests.all()
    ]  # fmt: skip


def forget_words(customer: Customer, until: datetime) -> int:
    """The wishes stay as proof of what was done; what was written in them goes."""
    copies.drop_orphans(owner=customer.user)
    return customer.privacy_requests.filter(~Q(text="") | ~Q(answer="")).update(text="", answer="")


def pictures(customer: Customer) -> list[StoredFile]:
    return list(StoredFile.objects.filter(owner=customer.user).exclude(kind=copies.FILE_KIND))


def listed(customer: Customer) -> list[dict]:
    return [{_("Name"): file.name, _("Kept since"): file.stored_at} for file in pictures(customer)]


PersonalData.declare(
    "profile", _("Account and profile"), purpose=_("So that you can sign in and we know whose orders these are."),
    export=profile, erase=forget_codes,
)  # fmt: skip
PersonalData.declare(
    "addresses", _("Address book"), purpose=_("So that you need not type an address twice."),
    export=addresses, erase=lambda customer, until: customer.addresses.all().delete()[0],
)  # fmt: skip
PersonalData.declare(
    "consents", _("What I agreed to"), purpose=_("Proof that we do only what you agreed to."),
    export=consents, erase=forget_consents, held=lambda customer: _consents(customer).count(),
    keep=KEEP_CONSENTS, keep_reason=_("Personal Information Protection Law, art. 14 and 56: proof of consent"),
)  # fmt: skip
PersonalData.declare(
    "sign_ins", _("Devices you signed in on"), purpose=_("So that you see and end sessions that are not yours."),
    export=sign_ins, erase=lambda customer, until: _sign_ins(customer).filter(seen_at__lte=until).delete()[0],
    held=lambda customer: _sign_ins(customer).count(),
    keep=KEEP_SIGN_INS, keep_reason=_("Cybersecurity Law, art. 21: network logs for at least six months"),
)  # fmt: skip
PersonalData.declare(
    "wishes", _("Your wishes about personal data"), purpose=_("So that both of us know what was asked and done."),
    export=wishes, erase=forget_words,
)  # fmt: skip
PersonalData.declare(
    "pictures", _("Pictures you sent"), purpose=_("They belong to your conversations, complaints and after-sale cases, and go with them."),
    export=listed, erase=lambda customer, until: 0, pictures=pictures,
    stays=_("Each goes when the record it belongs to goes."),
)  # fmt: skip
