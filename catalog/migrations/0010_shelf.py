import django.db.models.deletion
import django.db.models.functions
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_imports"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("slow", "Sells too slowly"),
                            ("expired", "No sellable batch left"),
                            ("quality", "Quality problem"),
                            ("season", "Out of season"),
                            ("licence", "Certificate or licence ended"),
                        ],
                        max_length=10,
                        verbose_name="because",
                    ),
                ),
                ("is_safety", models.BooleanField(default=False, verbose_name="by itself, for safety")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for a decision"),
                            ("off", "Off the shelf"),
                            ("declined", "Stays on the shelf"),
                            ("returned", "Back on the shelf"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="what was seen")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="seen")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="removals", to="catalog.product", verbose_name="product"
                    ),
                ),
            ],
            options={
                "verbose_name": "removal from the shelf",
                "verbose_name_plural": "removals from the shelf",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["-at", "-id"], name="removal_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "off"])), fields=("product",), name="one_open_removal"
                    )
                ],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="Substitute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.product", verbose_name="take instead"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="substitutes",
                        to="catalog.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "substitute",
                "verbose_name_plural": "substitutes",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("product", "other"), name="substitute_once"),
                    models.CheckConstraint(condition=models.Q(("product", models.F("other")), _negated=True), name="substitute_is_another"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TuningTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField(help_text="Its Monday.", verbose_name="week")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "To be looked at"), ("done", "Page changed"), ("kept", "Stays as it is")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="why")),
                ("before", models.JSONField(default=list, verbose_name="seven days before")),
                ("after", models.JSONField(blank=True, default=list, verbose_name="seven days after")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what was done")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tunings", to="catalog.product", verbose_name="product"
                    ),
                ),
            ],
            options={
                "verbose_name": "page to tune",
                "verbose_name_plural": "pages to tune",
                "ordering": ["-week", "pk"],
                "permissions": [("end_tuningtask", "Can end the weekly tuning of pages")],
                "indexes": [
                    models.Index(fields=["owner", "week"], name="tuning_owner"),
                    models.Index(fields=["-week", "-id"], name="tuning_newest"),
                    models.Index(condition=models.Q(("after", []), ("state", "done")), fields=["ended_at"], name="tuning_to_measure"),
                ],
                "constraints": [models.UniqueConstraint(fields=("product", "week"), name="product_tuned_once_a_week")],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
    ]
