import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_search"), ("core", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_im", "DROP SEQUENCE number_im"),
        migrations.CreateModel(
            name="CatalogImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("products", "Products and pack sizes"), ("prices", "Prices"), ("market", "Prices of competitors")],
                        max_length=10,
                        verbose_name="what it holds",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Columns to be looked at"),
                            ("checking", "Being tried"),
                            ("checked", "Tried, to be applied"),
                            ("applying", "Being applied"),
                            ("applied", "Applied"),
                            ("failed", "Failed"),
                            ("dropped", "Dropped"),
                        ],
                        default="uploaded",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("path", models.CharField(editable=False, max_length=300, verbose_name="stored under")),
                ("size_bytes", models.PositiveBigIntegerField(default=0, verbose_name="size")),
                ("encoding", models.CharField(max_length=12, verbose_name="encoding")),
                ("delimiter", models.CharField(blank=True, max_length=1, verbose_name="separator")),
                ("headers", models.JSONField(default=list, verbose_name="headers")),
                ("columns", models.JSONField(default=dict, verbose_name="columns")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("new", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("same", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("faulty", models.PositiveIntegerField(default=0, verbose_name="rows with errors")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="uploaded")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="tried")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "errors",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="rows with errors",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-id"],
                "permissions": [("import_product", "Can import lists of products"), ("import_price", "Can import lists of prices")],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name="ImportColumns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("products", "Products and pack sizes"), ("prices", "Prices"), ("market", "Prices of competitors")],
                        max_length=10,
                    ),
                ),
                ("headers", models.CharField(help_text="Fingerprint of the headers in their order.", max_length=64)),
                ("columns", models.JSONField(default=dict)),
                ("said_at", models.DateTimeField(default=microstore.core.clock.now)),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "remembered columns",
                "verbose_name_plural": "remembered columns",
                "constraints": [models.UniqueConstraint(fields=("owner", "kind", "headers"), name="columns_remembered_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("new", "New"), ("changed", "Altered"), ("same", "Unchanged"), ("fault", "Error")],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=160, verbose_name="subject")),
                ("product_id", models.BigIntegerField(null=True)),
                ("sku_id", models.BigIntegerField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("changes", models.JSONField(default=list, verbose_name="changes")),
                ("faults", models.JSONField(default=list, verbose_name="errors")),
                ("remarks", models.JSONField(default=list, verbose_name="remarks")),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="catalog.catalogimport",
                        verbose_name="import",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["number"],
                "indexes": [models.Index(fields=["batch", "outcome", "number"], name="import_row_outcome")],
                "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="import_row_once")],
            },
        ),
    ]
