import django.db.models.deletion
import microstore.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_privacy'),
        ('stores', '0003_assets'),
    ]

    operations = [
        migrations.CreateModel(
            name='ShareCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True, verbose_name='code')),
                ('made_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='made')),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='share_code', to='accounts.staff', verbose_name='member of staff')),
            ],
            options={
                'verbose_name': 'code of a colleague',
                'verbose_name_plural': 'codes of colleagues',
                'ordering': ['id'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='ShareDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('views', models.PositiveIntegerField(default=0, verbose_name='views')),
                ('visitors', models.PositiveIntegerField(default=0, verbose_name='visitors')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='stores.sharecode', verbose_name='code of a colleague')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'day of a shared link',
                'verbose_name_plural': 'days of shared links',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('share', 'store', 'day'), name='share_day_once')],
            },
        ),
        migrations.CreateModel(
            name='SharedOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order_number', models.CharField(max_length=24, unique=True, verbose_name='order number')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='placed')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='stores.sharecode', verbose_name='code of a colleague')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'order by a shared link',
                'verbose_name_plural': 'orders by shared links',
                'default_permissions': (),
                'indexes': [models.Index(fields=['share', 'at'], name='shared_orders_of_code')],
            },
        ),
    ]
