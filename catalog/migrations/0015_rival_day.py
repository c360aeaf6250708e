from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0014_update_cycle'),
    ]

    operations = [
        migrations.AddField(
            model_name='competitorproduct',
            name='intake_per_day',
            field=models.PositiveSmallIntegerField(blank=True, help_text='As its label says. Empty: not known, then nothing is said by the day.', null=True, verbose_name='pieces taken per day'),
        ),
    ]
