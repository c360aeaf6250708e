from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0003_alerts"), ("catalog", "0005_suppliers")]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="papers",
            field=models.JSONField(blank=True, db_default=[], default=list, editable=False, verbose_name="licences relied on"),
        ),
    ]
