import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0013_search"), ("stores", "0003_assets"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="product",
            name="is_adults_only",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Not for minors: whoever orders states that they are 18 or older.",
                verbose_name="adults only"),
        ),
        migrations.CreateModel(
            name="ProductFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("adverse", "Somebody was unwell after taking it"),
                            ("complaint", "Complaint about its quality"),
                            ("batch", "Batch stopped for quality"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("reference", models.CharField(max_length=60, unique=True, verbose_name="document")),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Whose word it is, so that one person counts once.", max_length=40, verbose_name="told by"),
                ),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="told")),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faults", to="catalog.product", verbose_name="product"),
                ),
            ],
            options={
                "verbose_name": "fault of goods",
                "verbose_name_plural": "faults of goods",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["product", "-at"], name="fault_of_product")],
            },
        ),
        migrations.CreateModel(
            name="PausedBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("block_id", models.CharField(max_length=20, verbose_name="block")),
                ("words", models.CharField(max_length=300, verbose_name="what was seen")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="hidden since")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="shown again")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="stores.page", verbose_name="store page"),
                ),
            ],
            options={
                "verbose_name": "hidden block",
                "verbose_name_plural": "hidden blocks",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("page", "block_id"), name="block_hidden_once")],
            },
        ),
        migrations.CreateModel(
            name="ProductUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("style", "Style"), ("function", "Function"), ("packaging", "Packaging")],
                        max_length=10,
                        verbose_name="what changes",
                    ),
                ),
                ("note", models.CharField(max_length=500, verbose_name="change note")),
                ("planned_on", models.DateField(verbose_name="planned for")),
                (
                    "made_from",
                    models.DateField(
                        help_text="Goods made on this day or later come in the new pack.", verbose_name="new pack from production day"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("selling", "Old pack sells through"), ("shipped", "New pack ships"), ("dropped", "Given up")],
                        default="selling",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("pictures_then", models.JSONField(default=list, editable=False, verbose_name="pictures of the old pack")),
                ("opened_at", models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name="opened")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                ("told_at", models.DateTimeField(editable=False, null=True, verbose_name="customers told")),
                ("told", models.PositiveIntegerField(default=0, editable=False, verbose_name="customers told")),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by"),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="updates", to="catalog.product", verbose_name="product"),
                ),
                (
                    "sku",
                    models.ForeignKey(
                        blank=True, help_text="Empty: every pack size.", null=True, on_delete=django.db.models.deletion.PROTECT,
                        related_name="+", to="catalog.sku", verbose_name="pack size"),
                ),
            ],
            options={
                "verbose_name": "product update",
                "verbose_name_plural": "product updates",
                "ordering": ["-opened_at", "-pk"],
                "indexes": [
                    models.Index(fields=["-opened_at", "-id"], name="update_newest"),
                    models.Index(fields=["planned_on"], name="update_planned"),
                    models.Index(
                        condition=models.Q(("state", "shipped"), ("told_at", None)), fields=["ended_at"], name="update_to_tell"),
                ],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("state", "selling")), fields=("product",), name="one_open_update")],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
    ]
