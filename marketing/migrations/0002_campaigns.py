from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("marketing", "0001_promotions")]

    operations = []
