from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_partial_refunds")]

    operations = []
