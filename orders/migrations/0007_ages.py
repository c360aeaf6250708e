import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_privacy"),
        ("orders", "0006_bundles"),
        ("stores", "0003_assets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("blocked", "No orders taken"), ("lifted", "Lifted")], default="blocked", editable=False, max_length=8,
                        verbose_name="state"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField(default=microstore.core.clock.now, verbose_name="blocked")),
                ("lifted_at", models.DateTimeField(editable=False, null=True, verbose_name="lifted")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                        verbose_name="blocked by"),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="accounts.customer",
                        verbose_name="customer"),
                ),
                (
                    "store",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.store",
                        verbose_name="store"),
                ),
            ],
            options={
                "verbose_name": "blocked customer",
                "verbose_name_plural": "blocked customers",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["-at", "-id"], name="block_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "blocked")), fields=("customer", "store"), name="customer_blocked_once",
                        nulls_distinct=False),
                ],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
    ]
