from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("stores", "0002_opening")]

    operations = []
