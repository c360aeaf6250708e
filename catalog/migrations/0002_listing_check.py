import django.db.models.deletion
import microstore.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ListingCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(default=microstore.core.clock.today, verbose_name='day')),
                ('verdict', models.CharField(choices=[('pass', 'In order'), ('issue', 'To be looked at')], max_length=8, verbose_name='verdict')),
                ('faults', models.JSONField(blank=True, default=list, verbose_name='found')),
                ('checked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='checked at')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='responsible')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='catalog.product', verbose_name='product')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
            ],
            options={
                'verbose_name': 'listing check',
                'verbose_name_plural': 'listing checks',
                'ordering': ['-day', 'verdict', 'pk'],
                'permissions': [('settle_listingcheck', 'Can settle what the daily listing check found')],
                'indexes': [models.Index(fields=['owner', 'day'], name='listing_check_owner'), models.Index(fields=['-day', '-id'], name='listing_check_newest')],
                'constraints': [models.UniqueConstraint(fields=('day', 'product'), name='product_checked_once_a_day'), models.CheckConstraint(condition=models.Q(('verdict', 'issue'), ('faults', []), _connector='OR'), name='passed_check_has_no_faults')],
            },
        ),
    ]
