from django.db import migrations, models

KINDS = [
    ("business", "Business licence"), ("food", "Food trading licence"), ("filing", "Online food trading filing"),
    ("authorisation", "Brand authorisation"), ("drug", "Drug trading licence"), ("pharmacist", "Registration of the pharmacist"),
    ("drug_information", "Online drug information filing"), ("device_2", "Filing to trade class II medical devices"),
    ("device_3", "Licence to trade class III medical devices"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("stores", "0008_hours_english")]

    operations = [
        migrations.AlterField("licence", "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="kind")),
    ]
