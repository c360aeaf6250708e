import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.money
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
        ("inventory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_rt", "DROP SEQUENCE number_rt"),
        migrations.AlterField(
            model_name="movement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("put_away", "Put away"),
                    ("quarantined", "Moved to rejected goods"),
                    ("shipped", "Shipped"),
                    ("returned", "Returned by the customer"),
                    ("destroyed", "Destroyed"),
                ],
                max_length=12,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="return number")),
                ("reference", models.CharField(max_length=40, unique=True, verbose_name="case")),
                ("order_reference", models.CharField(max_length=40, verbose_name="order")),
                (
                    "state",
                    models.CharField(
                        choices=[("expected", "Return under way"), ("received", "Received"), ("called_off", "Called off")],
                        default="expected",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=40, verbose_name="carrier")),
                ("waybill", models.CharField(blank=True, max_length=40, verbose_name="waybill")),
                ("announced_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="announced")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="received")),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="received by",
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="inventory.warehouse",
                        verbose_name="warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "return",
                "verbose_name_plural": "returns",
                "ordering": ["-announced_at", "-id"],
                "permissions": [("receive_return", "Receive goods that come back")],
                'indexes': [models.Index(fields=["-announced_at", "-id"], name="return_newest"), models.Index(fields=["state", "-announced_at", "-id"], name="return_by_state")],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="ReturnLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                (
                    "parcel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="inventory.return", verbose_name="return"
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.sku", verbose_name="SKU"),
                ),
            ],
            options={
                "verbose_name": "return line",
                "verbose_name_plural": "return lines",
                "ordering": ["pk"],
                'constraints': [models.UniqueConstraint(fields=("parcel", "sku"), name="return_line_once_per_sku"), models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="return_line_of_something")],
            },
        ),
        migrations.CreateModel(
            name="ReturnedGoods",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch_number", models.CharField(max_length=40, verbose_name="batch number on the goods")),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                (
                    "condition",
                    models.CharField(
                        choices=[("sealed", "Sealed"), ("opened", "Seal broken"), ("damaged", "Damaged")],
                        max_length=10,
                        verbose_name="condition",
                    ),
                ),
                ("was_shipped", models.BooleanField(verbose_name="of a batch that was shipped")),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("quarantine", "In quarantine"),
                            ("restocked", "Back on sale"),
                            ("destroyed", "Destroyed"),
                            ("foreign", "Not our goods"),
                        ],
                        default="quarantine",
                        max_length=12,
                        verbose_name="disposition",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("received_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="received")),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "bin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.bin",
                        verbose_name="bin",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goods",
                        to="inventory.returnline",
                        verbose_name="return line",
                    ),
                ),
            ],
            options={
                "verbose_name": "returned goods",
                "verbose_name_plural": "returned goods",
                "ordering": ["-received_at", "-id"],
                "permissions": [
                    ("decide_return", "Decide what becomes of returned goods"),
                    ("approve_destruction", "Approve the destruction of goods"),
                ],
                'indexes': [models.Index(
                condition=models.Q(("disposition", "quarantine")), fields=["-received_at", "-id"], name="returned_to_decide"
            )],
                'constraints': [models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="returned_goods_of_something"), models.CheckConstraint(
                condition=models.Q(
                    models.Q(("batch", None), ("bin", None), ("disposition", "foreign")),
                    models.Q(models.Q(("disposition", "foreign"), _negated=True), ("batch__isnull", False), ("bin__isnull", False)),
                    _connector="OR",
                ),
                name="returned_goods_of_ours_have_a_batch",
            )],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
    ]
