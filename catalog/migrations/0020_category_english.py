from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0017_virtual")]

    operations = [
        migrations.AddField(
            "category", "name_en",
            models.CharField(
                blank=True, db_default="", default="", help_text="Without it, readers of English see the Chinese.", max_length=60,
                verbose_name="name in English")),
    ]
