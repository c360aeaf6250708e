from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stores", "0006_pharmacist")]

    operations = [
        migrations.AddField(
            "store", "service_hours_en",
            models.CharField(
                blank=True, db_default="", default="", help_text="Without it, readers of English see the Chinese.", max_length=80,
                verbose_name="service hours in English")),
    ]
