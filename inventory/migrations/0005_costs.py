from django.db import migrations, models

import microstore.core.money


class Migration(migrations.Migration):
    dependencies = [("inventory", "0004_supply")]

    operations = [
        migrations.AlterModelOptions(
            name="receiptline",
            options={
                "ordering": ["pk"], "permissions": [("set_cost", "Can enter purchase prices")], "verbose_name": "receipt line",
                "verbose_name_plural": "receipt lines",
            },
        ),
        migrations.AddField(
            model_name="receiptline",
            name="cost_fen",
            field=microstore.core.money.FenField(blank=True, null=True, verbose_name="purchase price of one unit"),
        ),
        migrations.AddConstraint(
            model_name="receiptline",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_fen", None), ("cost_fen__gte", 0), _connector="OR"), name="receipt_cost_not_negative"
            ),
        ),
    ]
