import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0006_reports"), ("stores", "0006_pharmacist")]

    operations = [
        migrations.AddField(
            model_name="reservation",
            name="store",
            field=models.ForeignKey(
                blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.store",
                verbose_name="store",
            ),
        ),
        migrations.CreateModel(
            name="StoreWarehouse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("store", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="warehouses", to="stores.store", verbose_name="store")),
                ("warehouse", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="stores", to="inventory.warehouse",
                    verbose_name="warehouse")),
            ],
            options={
                "verbose_name": "warehouse of a store",
                "verbose_name_plural": "warehouses of stores",
                "ordering": ["store", "warehouse"],
                "default_permissions": ("view", "change"),
                "constraints": [models.UniqueConstraint(fields=("store", "warehouse"), name="warehouse_once_per_store")],
            },
        ),
    ]
