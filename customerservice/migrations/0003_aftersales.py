import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.money
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_norms"),
        ("customerservice", "0002_complaints"),
        ("inventory", "0002_returns"),
        ("orders", "0004_partial_refunds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_as", "DROP SEQUENCE number_as"),
        migrations.CreateModel(
            name="AftersaleCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="case number")),
                ("token", models.CharField(max_length=64, unique=True, verbose_name="token of the form")),
                (
                    "kind",
                    models.CharField(
                        choices=[("refund", "Refund without return"), ("return", "Return and refund")], max_length=12, verbose_name="wanted"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unwanted", "Not wanted any more"),
                            ("quality", "Quality problem"),
                            ("wrong_item", "Other goods than ordered"),
                            ("missing", "Something is missing"),
                            ("damaged", "Damaged on the way"),
                            ("expiry", "Expired or near its date"),
                            ("discomfort", "Discomfort after use"),
                            ("not_received", "Parcel not received"),
                        ],
                        max_length=16,
                        verbose_name="reason",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=500, verbose_name="description of the case")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Waiting for the shop"),
                            ("proposed", "Waiting for the customer's answer"),
                            ("awaiting_return", "Waiting for the goods to be sent"),
                            ("in_return", "Goods on their way back"),
                            ("checking", "Goods being checked"),
                            ("refunding", "Refund on its way"),
                            ("refunded", "Refunded"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Withdrawn"),
                            ("expired", "Goods not sent in time"),
                        ],
                        default="submitted",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("our_fault", models.BooleanField(help_text="The freight both ways is ours.", verbose_name="we bear the freight")),
                ("must_be_sealed", models.BooleanField(verbose_name="goods must be unopened")),
                ("offered_fen", microstore.core.money.FenField(blank=True, null=True, verbose_name="proposed amount")),
                (
                    "offered_kind",
                    models.CharField(
                        blank=True,
                        choices=[("refund", "Refund without return"), ("return", "Return and refund")],
                        max_length=12,
                        verbose_name="proposed instead",
                    ),
                ),
                ("offer_text", models.CharField(blank=True, max_length=300, verbose_name="words with the proposal")),
                ("agreed_fen", microstore.core.money.FenField(blank=True, null=True, verbose_name="agreed amount")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer of the shop")),
                ("inspection", models.CharField(blank=True, max_length=200, verbose_name="result of the inspection")),
                ("opened_at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="case opened")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="answer due")),
                ("timer_at", models.DateTimeField(blank=True, null=True, verbose_name="timer")),
                ("escalated_at", models.DateTimeField(blank=True, null=True, verbose_name="escalated")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="case closed")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aftersales", to="orders.order", verbose_name="order"
                    ),
                ),
                (
                    "refund",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aftersale",
                        to="orders.refund",
                        verbose_name="refund",
                    ),
                ),
            ],
            options={
                "verbose_name": "after-sale case",
                "verbose_name_plural": "after-sale cases",
                "ordering": ["-opened_at", "-id"],
                "permissions": [
                    ("decide_aftersale", "Can decide after-sale cases"),
                    ("approve_large_refund", "Can approve refunds above the limit"),
                ],
                'indexes': [models.Index(fields=["-opened_at", "-id"], name="case_newest"), models.Index(fields=["state", "due_at"], name="case_by_due"), models.Index(condition=models.Q(("timer_at__isnull", False)), fields=["timer_at"], name="case_timer")],
                'constraints': [models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ["refunded", "rejected", "cancelled", "expired"])),
                    models.Q(models.Q(("state__in", ["refunded", "rejected", "cancelled", "expired"]), _negated=True), ("closed_at", None)),
                    _connector="OR",
                ),
                name="case_closed_when_ended",
            ), models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("refunding", "refunded")), _negated=True), ("refund__isnull", False), _connector="OR"
                ),
                name="case_refund_has_a_refund",
            )],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="AftersaleLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", models.PositiveSmallIntegerField(verbose_name="units")),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), size=None, verbose_name="places of the units"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="customerservice.aftersalecase",
                        verbose_name="case",
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aftersale_lines",
                        to="orders.orderline",
                        verbose_name="order line",
                    ),
                ),
            ],
            options={
                "verbose_name": "after-sale line",
                "verbose_name_plural": "after-sale lines",
                "ordering": ["order_line__position"],
                'constraints': [models.UniqueConstraint(fields=("case", "order_line"), name="case_line_once"), models.CheckConstraint(
                condition=models.Q(("places__len", models.F("units")), ("units__gt", 0)), name="case_line_names_its_units"
            )],
            },
        ),
        migrations.CreateModel(
            name="AftersalePhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="customerservice.aftersalecase",
                        verbose_name="case",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile", verbose_name="picture"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of a case",
                "verbose_name_plural": "photos of cases",
                "ordering": ["pk"],
            },
        ),
    ]
