"""Numbers around people that may be changed."""

from django.utils.translation import gettext_lazy as _

from microstore.core.norms import Unit, declare

REVEALS = declare(
    "reveal.per_day", 50, Unit.TIMES, _("Looks at unmasked personal data per person and day"), source="PI-06", low=1, high=1000
)
PROOF = declare("privacy.proof", 10, Unit.MINUTES, _("A code from the own phone proves a person for"), source="PIPL 45", low=2, high=60)
EXPORTS = declare(
    "privacy.exports", 1, Unit.TIMES, _("Copies of their own data a customer may ask for in a day"), source="PI-08", low=1, high=20
)
LINK = declare("privacy.link", 7, Unit.DAYS, _("A copy of own data can be fetched for"), source="PI-08", low=1, high=30)
ANSWER = declare(
    "privacy.answer", 15, Unit.DAYS, _("Wishes about personal data are answered within"), source="PIPL 50, EC-16", low=1, high=15
)
CLOSING = declare("privacy.closing", 7, Unit.DAYS, _("A closed account can be taken back for"), source="EC-16", low=0, high=14)
KEEP_SIGN_INS = declare(
    "privacy.keep_sign_ins", 184, Unit.DAYS, _("Sign-in records are kept after closing for"), source="CSL 21", low=184, high=1096
)
KEEP_CONSENTS = declare(
    "privacy.keep_consents", 1096, Unit.DAYS, _("Proof of consents is kept after closing for"), source="K12", low=1096, high=3653
)
