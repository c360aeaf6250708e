import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stores', '0004_shares'),
    ]

    operations = [
        migrations.AddField(
            model_name='licence',
            name='classes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, db_default=[], default=list, help_text='Only of a drug licence.', size=None, verbose_name='medicines it covers'),
        ),
        migrations.AlterField(
            model_name='licence',
            name='kind',
            field=models.CharField(choices=[('business', 'Business licence'), ('food', 'Food trading licence'), ('filing', 'Online food trading filing'), ('authorisation', 'Brand authorisation'), ('drug', 'Drug trading licence'), ('drug_information', 'Online drug information filing')], max_length=20, verbose_name='kind'),
        ),
    ]
