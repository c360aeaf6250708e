"""A sequence for each kind of document number."""

from django.db import migrations

KINDS = ("so", "pm", "rf", "sh", "gr", "ap", "jb")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(f"CREATE SEQUENCE number_{kind}", f"DROP SEQUENCE number_{kind}") for kind in KINDS]
