from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0014_update_cycle'),
        ('marketing', '0003_topics'),
        ('operations', '0003_backups'),
    ]

    operations = [
        migrations.AddField(
            model_name='strategydecision',
            name='campaigns',
            field=models.ManyToManyField(blank=True, related_name='decisions', to='marketing.campaign', verbose_name='campaigns it led to'),
        ),
        migrations.AddField(
            model_name='strategydecision',
            name='price_changes',
            field=models.ManyToManyField(blank=True, related_name='decisions', to='catalog.pricechange', verbose_name='price changes it led to'),
        ),
    ]
