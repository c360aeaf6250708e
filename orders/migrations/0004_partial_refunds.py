import django.db.models.deletion
from django.db import migrations, models

import microstore.core.money

NOT_AFTERSALE = models.Q(("kind", "aftersale"), _negated=True)
HAS_REFERENCE = models.Q(("reference", ""), _negated=True)


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_channels")]

    operations = [
        migrations.AddField(
            model_name="refund",
            name="reference",
            field=models.CharField(blank=True, db_default="", default="", max_length=40, verbose_name="case"),
        ),
        migrations.AlterField(
            model_name="refund",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cancellation", "Cancelled order"),
                    ("surplus", "Paid more than once"),
                    ("late", "Paid too late"),
                    ("aftersale", "After-sale"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.RemoveConstraint(model_name="refund", name="one_refund_of_a_kind_per_payment"),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(
                condition=NOT_AFTERSALE, fields=("payment", "kind"), name="one_refund_of_a_kind_per_payment"
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(condition=HAS_REFERENCE, fields=("reference",), name="one_refund_per_case"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(NOT_AFTERSALE, HAS_REFERENCE, _connector="OR"), name="aftersale_refund_names_its_case"
            ),
        ),
        migrations.CreateModel(
            name="RefundPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.PositiveSmallIntegerField(verbose_name="unit")),
                ("kind", models.CharField(choices=[("goods", "Goods"), ("freight", "Freight")], max_length=8, verbose_name="kind")),
                ("amount_fen", microstore.core.money.FenField(verbose_name="amount")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refund_parts",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
                (
                    "refund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="orders.refund", verbose_name="refund"
                    ),
                ),
            ],
            options={"verbose_name": "refunded unit", "verbose_name_plural": "refunded units", "ordering": ["line_id", "unit", "kind"],
                'constraints': [models.UniqueConstraint(fields=("line", "unit", "kind"), name="unit_refunded_once"), models.CheckConstraint(condition=models.Q(("amount_fen__gte", 0)), name="refund_part_not_negative")],
            },
        ),
    ]
