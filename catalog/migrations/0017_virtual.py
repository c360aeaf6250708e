"""Goods without a parcel: the file of a page, and who may read it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import microstore.core.clock
import microstore.core.states

NEVER_SOLD_OUT = """
    UPDATE catalog_sku SET in_stock = true, weight_grams = 0 FROM catalog_product
     WHERE catalog_product.id = catalog_sku.product_id AND catalog_product.product_class = 'virtual'
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_privacy"), ("catalog", "0016_on_shelf"), ("core", "0004_seals")]

    operations = [
        migrations.AddField(
            model_name="productrevision",
            name="book",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile",
                verbose_name="file of the e-book"),
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(db_index=True, max_length=40, verbose_name="given by")),
                ("state", models.CharField(
                    choices=[("promised", "Waits for payment"), ("held", "Can be read"), ("ended", "Access ended")], default="promised",
                    editable=False, max_length=8, verbose_name="state")),
                ("promised_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="ordered")),
                ("granted_at", models.DateTimeField(editable=False, null=True, verbose_name="can be read since")),
                ("until", models.DateField(editable=False, null=True, verbose_name="can be read until")),
                ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="first opened")),
                ("customer", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="accounts.customer",
                    verbose_name="customer")),
                ("product", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="catalog.product", verbose_name="product")),
            ],
            options={
                "verbose_name": "e-book of a customer",
                "verbose_name_plural": "e-books of customers",
                "ordering": ["-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(state__in=("promised", "held")), fields=("customer", "product"), name="one_copy_per_customer"),
                    models.CheckConstraint(
                        condition=~Q(state="held") | Q(granted_at__isnull=False), name="held_reading_was_granted"),
                    models.CheckConstraint(
                        condition=Q(opened_at=None) | Q(granted_at__isnull=False), name="only_granted_readings_are_opened"),
                ],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.RunSQL(NEVER_SOLD_OUT, migrations.RunSQL.noop),
    ]
