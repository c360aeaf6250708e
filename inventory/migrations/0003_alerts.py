import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states

# goods that left before this table was there
OUTFLOW = """
    INSERT INTO inventory_dailyoutflow (sku_id, warehouse_id, day, units)
    SELECT m.sku_id, z.warehouse_id, (m.at AT TIME ZONE 'Asia/Shanghai')::date, -sum(m.units)
      FROM inventory_movement m JOIN inventory_bin b ON b.id = m.bin_id JOIN inventory_zone z ON z.id = b.zone_id
     WHERE m.kind = 'shipped' GROUP BY 1, 2, 3
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
        ("inventory", "0002_returns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyOutflow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                (
                    "sku",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.sku", verbose_name="SKU"),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="inventory.warehouse", verbose_name="warehouse"
                    ),
                ),
            ],
            options={
                "verbose_name": "outflow of a day",
                "verbose_name_plural": "outflow by day",
                "constraints": [models.UniqueConstraint(fields=("day", "sku", "warehouse"), name="outflow_once_per_day")],
            },
        ),
        migrations.CreateModel(
            name="StockAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Waits for an answer"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("level", models.PositiveIntegerField(verbose_name="alert level")),
                ("available", models.PositiveIntegerField(verbose_name="left at the opening")),
                ("proposed", models.PositiveIntegerField(verbose_name="proposed at the opening")),
                ("opened_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="fell below at")),
                ("answer_by", models.DateTimeField(verbose_name="answer due")),
                ("remind_at", models.DateTimeField(blank=True, null=True, verbose_name="told next")),
                ("told", models.PositiveIntegerField(default=0, verbose_name="times told")),
                ("escalate_at", models.DateTimeField(blank=True, null=True, verbose_name="goes to operations")),
                ("escalations", models.PositiveIntegerField(default=0, verbose_name="times told to operations")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("ordered", "Goods ordered"), ("expected", "Already announced"), ("no_need", "No need")],
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="expected on")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="first answered")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[("recovered", "Stock is back above its level"), ("unwatched", "No longer on sale")],
                        max_length=10,
                        verbose_name="why it closed",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="inventory.receipt",
                        verbose_name="goods receipt",
                    ),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stock_alerts", to="catalog.sku", verbose_name="SKU"
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.warehouse",
                        verbose_name="warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "stock alert",
                "verbose_name_plural": "stock alerts",
                "ordering": ["-opened_at", "-id"],
                "permissions": [("answer_alert", "Answer alerts about low stock"), ("order_stock", "Order goods from suppliers")],
                "indexes": [
                    models.Index(fields=["-opened_at", "-id"], name="alert_newest"),
                    models.Index(condition=models.Q(("state", "open")), fields=["answer_by", "id"], name="alert_waiting"),
                    models.Index(fields=["state", "-opened_at", "-id"], name="alert_by_state"),
                    models.Index(condition=models.Q(("remind_at__isnull", False)), fields=["remind_at"], name="alert_to_tell"),
                    models.Index(condition=models.Q(("escalate_at__isnull", False)), fields=["escalate_at"], name="alert_to_escalate"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("sku", "warehouse"),
                        name="alert_open_once_per_scope",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(("state", "closed"), _negated=True),
                            _connector="OR",
                        ),
                        name="alert_closed_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("available__lt", models.F("level"))), name="alert_opened_below_its_level"),
                ],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="StockCover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sold_7", models.PositiveIntegerField(default=0, verbose_name="left in 7 days")),
                ("sold_30", models.PositiveIntegerField(default=0, verbose_name="left in 30 days")),
                ("sold_90", models.PositiveIntegerField(default=0, verbose_name="left in 90 days")),
                ("pace", models.PositiveIntegerField(default=0, verbose_name="thousandths of a unit a day")),
                ("free", models.PositiveIntegerField(default=0, verbose_name="can be sold")),
                ("coming", models.PositiveIntegerField(default=0, verbose_name="coming")),
                ("level", models.PositiveIntegerField(default=0, verbose_name="alert level")),
                ("needed", models.PositiveIntegerField(default=0, verbose_name="units missing")),
                ("proposed", models.PositiveIntegerField(default=0, verbose_name="proposed units")),
                ("days_left", models.PositiveIntegerField(blank=True, null=True, verbose_name="days of stock")),
                ("below_since", models.DateTimeField(blank=True, null=True, verbose_name="below its level since")),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="covers", to="catalog.sku", verbose_name="SKU"
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inventory.warehouse",
                        verbose_name="warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "stock cover",
                "verbose_name_plural": "stock covers",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(condition=models.Q(("needed__gt", 0)), fields=["days_left", "id"], name="cover_wanting"),
                    models.Index(condition=models.Q(("below_since__isnull", False)), fields=["below_since"], name="cover_below"),
                ],
                "constraints": [models.UniqueConstraint(fields=("sku", "warehouse"), name="cover_once_per_scope", nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name="StockLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", models.PositiveIntegerField(blank=True, null=True, verbose_name="low below so many units")),
                ("cover_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="low below so many days of sales")),
                ("lead_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days until a delivery arrives")),
                ("moq", models.PositiveIntegerField(default=1, verbose_name="smallest order")),
                ("pack", models.PositiveIntegerField(default=1, verbose_name="units in a carton")),
                (
                    "sku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="catalog.sku", verbose_name="SKU"
                    ),
                ),
                (
                    "warehouse",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="inventory.warehouse",
                        verbose_name="warehouse",
                    ),
                ),
            ],
            options={
                "verbose_name": "stock level",
                "verbose_name_plural": "stock levels",
                "constraints": [
                    models.UniqueConstraint(fields=("sku", "warehouse"), name="level_once_per_scope", nulls_distinct=False),
                    models.CheckConstraint(
                        condition=models.Q(("units", None), ("cover_days", None), _connector="OR"), name="level_in_units_or_days"
                    ),
                    models.CheckConstraint(condition=models.Q(("moq__gte", 1), ("pack__gte", 1)), name="level_orders_something"),
                ],
            },
        ),
        migrations.RunSQL(OUTFLOW, migrations.RunSQL.noop),
    ]
