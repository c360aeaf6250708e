from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("marketing", "0002_campaigns")]

    operations = []
