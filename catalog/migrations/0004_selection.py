from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_store_range")]

    operations = []
