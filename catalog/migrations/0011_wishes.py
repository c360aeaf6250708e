import django.contrib.postgres.fields
import django.db.models.deletion
import microstore.core.clock
import microstore.core.money
import microstore.core.states
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_privacy'),
        ('catalog', '0010_shelf'),
    ]

    operations = [
        migrations.AddField(
            model_name='listing',
            name='stars',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), db_default=[], default=list, editable=False, help_text='Published reviews with 1, 2, 3, 4, 5 stars.', size=None),
        ),
        migrations.CreateModel(
            name='Favourite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price_fen', microstore.core.money.FenField(null=True, verbose_name='price then')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='kept')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='favourites', to='accounts.customer', verbose_name='customer')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='favourites', to='catalog.listing', verbose_name='listing')),
            ],
            options={
                'verbose_name': 'favourite',
                'verbose_name_plural': 'favourites',
                'ordering': ['-at', '-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['customer', '-at', '-id'], name='favourites_newest')],
                'constraints': [models.UniqueConstraint(fields=('customer', 'listing'), name='favourite_once')],
            },
        ),
        migrations.CreateModel(
            name='RelatedProduct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('times', models.PositiveIntegerField(verbose_name='orders')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.product', verbose_name='bought along')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related', to='catalog.product', verbose_name='product')),
            ],
            options={
                'verbose_name': 'related product',
                'verbose_name_plural': 'related products',
                'ordering': ['product_id', '-times', 'other_id'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('product', 'other'), name='related_once'), models.CheckConstraint(condition=models.Q(('product', models.F('other')), _negated=True), name='related_to_another')],
            },
        ),
        migrations.CreateModel(
            name='StockNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('units', models.PositiveSmallIntegerField(default=1, verbose_name='units wanted')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('told', 'Told'), ('left', 'No longer wanted'), ('expired', 'Expired')], default='waiting', max_length=8, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
                ('expires_at', models.DateTimeField(verbose_name='waits until')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stock_notices', to='accounts.customer', verbose_name='customer')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stock_notices', to='catalog.listing', verbose_name='listing')),
                ('sku', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.sku', verbose_name='SKU')),
            ],
            options={
                'verbose_name': 'back-in-stock notice',
                'verbose_name_plural': 'back-in-stock notices',
                'ordering': ['-asked_at', '-id'],
                'default_permissions': ('view',),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['sku', 'id'], name='notices_in_order'), models.Index(condition=models.Q(('state', 'waiting')), fields=['expires_at'], name='notices_to_expire'), models.Index(condition=models.Q(('state', 'told')), fields=['sku', 'told_at'], name='notices_told')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('customer', 'listing', 'sku'), name='waits_once'), models.CheckConstraint(condition=models.Q(('units__gte', 1), ('units__lte', 20)), name='notice_units_in_bounds')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='last visit')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='accounts.customer', verbose_name='customer')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.listing', verbose_name='listing')),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
                'ordering': ['-at', '-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['customer', '-at', '-id'], name='visits_newest')],
                'constraints': [models.UniqueConstraint(fields=('customer', 'listing'), name='visit_once')],
            },
        ),
    ]
