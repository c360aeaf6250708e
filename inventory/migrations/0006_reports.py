import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_seals"), ("inventory", "0005_costs")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="report",
            field=models.ForeignKey(
                blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile",
                verbose_name="inspection report",
            ),
        ),
    ]
