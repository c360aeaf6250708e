"""What colleagues are told about the library."""

from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "assets.rights_ending",
    label=_("The right to use a picture ends soon"),
    inbox=Text(
        title=_("The right to “{title}” ends in {days} days"),
        body=_("{number} may be used until {day}. It stands in {places} places. Renew the right or replace the picture."),
        link="/backoffice/assets/{number}/",
    ),
)
declare(
    "assets.rights_over",
    label=_("The right to use a picture has ended"),
    inbox=Text(
        title=_("The right to “{title}” has ended"),
        body=_("{number} might be used until {day} and still stands in {places} places. Replace it there."),
        link="/backoffice/assets/{number}/",
    ),
)
