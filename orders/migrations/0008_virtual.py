"""Orders of what is read here: how an order is delivered, and which of its lines need no parcel."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("catalog", "0017_virtual"), ("orders", "0007_ages")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="delivery",
            field=models.CharField(
                choices=[("parcel", "By parcel"), ("both", "By parcel and to be read here"), ("online", "To be read here")],
                db_default="parcel", default="parcel", editable=False, max_length=6, verbose_name="how it is delivered",
                help_text="An order to be read here has no receiver and no address."),
        ),
        migrations.AddField(
            model_name="orderline",
            name="is_virtual",
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name="without a parcel"),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(condition=Q(is_virtual=False) | Q(bundle=None, units=1), name="one_copy_of_what_is_read"),
        ),
    ]
