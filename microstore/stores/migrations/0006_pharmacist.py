from django.db import migrations, models

KINDS = [
    ("business", "Business licence"), ("food", "Food trading licence"), ("filing", "Online food trading filing"),
    ("authorisation", "Brand authorisation"), ("drug", "Drug trading licence"), ("pharmacist", "Registration of the pharmacist"),
    ("drug_information", "Online drug information filing"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("stores", "0005_drug_licence")]

    operations = [
        migrations.AlterField("licence", "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="kind")),
    ]
