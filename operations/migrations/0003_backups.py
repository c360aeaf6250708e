from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("operations", "0002_duties")]

    operations = []
