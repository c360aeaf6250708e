import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0012_bundles")]

    operations = [
        migrations.AddIndex(model_name="product", index=models.Index(fields=["name"], name="product_name")),
        migrations.AddIndex(
            model_name="productrevision",
            index=models.Index(
                condition=models.Q(("approval_number", ""), _negated=True), fields=["approval_number"], name="revision_approval"),
        ),
        migrations.AddIndex(
            model_name="productrevision",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("state__in", ["draft", "in_review", "scheduled", "live"])), fields=["pictures"],
                name="revision_pictures", opclasses=["jsonb_path_ops"]),
        ),
    ]
