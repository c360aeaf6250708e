from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customerservice", "0002_complaints")]

    operations = []
