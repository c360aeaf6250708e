import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0015_rival_day"), ("stores", "0004_shares")]

    operations = [
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("is_on", True), ("price_fen__isnull", False)), fields=["store", "product"], include=["id"],
                name="listing_on_shelf"),
        ),
        migrations.AlterField(
            model_name="listing",
            name="store",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="listings", to="stores.store",
                verbose_name="store"),
        ),
    ]
