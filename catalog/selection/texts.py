"""What staff are told about competitors."""
from django.utils.translation import gettext_lazy as _

from microstore.messaging.services import Text, declare

declare(
    "selection.price_alarm",
    label=_("Competitor price alarm"),
    inbox=Text(
        title=_("{product}: {percent} % above {competitor}"),
        body=_("{sku} costs {ours}, at {competitor} {theirs}. Look at the price, or say why it stays."),
        link="/backoffice/catalog/price-alarms/{id}/",
    ),
)
