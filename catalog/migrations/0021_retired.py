from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0020_category_english")]

    operations = [
        migrations.AlterField(
            model_name="product",
            name="state",
            field=models.CharField(
                choices=[
                    ("preparing", "Preparing"), ("info_review", "In review"), ("ready", "Ready to list"), ("listed", "Listed"),
                    ("suspended", "Suspended"), ("delisted", "Delisted"), ("retired", "Retired for good"),
                ],
                default="preparing", editable=False, max_length=12, verbose_name="state",
            ),
        ),
    ]
