import django.db.models.deletion
import microstore.core.money
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0012_bundles'),
        ('orders', '0005_prices'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrderBundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sku_code', models.CharField(max_length=40, verbose_name='SKU code')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('spec', models.CharField(blank=True, max_length=100, verbose_name='specification')),
                ('units', models.PositiveIntegerField(verbose_name='units')),
                ('unit_fen', microstore.core.money.FenField(verbose_name='unit price')),
                ('goods_fen', microstore.core.money.FenField(verbose_name='goods')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bundles', to='orders.order', verbose_name='order')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.productrevision', verbose_name='page as sold')),
                ('sku', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sold_bundles', to='catalog.sku', verbose_name='bundle')),
            ],
            options={
                'verbose_name': 'bundle of an order',
                'verbose_name_plural': 'bundles of orders',
                'ordering': ['order_id', 'pk'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('order', 'sku'), name='one_bundle_of_a_kind_in_order'), models.CheckConstraint(condition=models.Q(('units__gte', 1)), name='order_bundle_units_positive'), models.CheckConstraint(condition=models.Q(('goods_fen', models.F('unit_fen') * models.F('units'))), name='order_bundle_goods_is_product')],
            },
        ),
        migrations.AddField(
            model_name='orderline',
            name='bundle',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.orderbundle', verbose_name='out of a bundle'),
        ),
        migrations.RemoveConstraint(
            model_name='orderline',
            name='one_order_line_per_sku',
        ),
        migrations.RemoveConstraint(
            model_name='orderline',
            name='order_line_goods_is_product',
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.UniqueConstraint(fields=('order', 'sku', 'bundle'), name='one_order_line_per_sku_and_bundle', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='orderline',
            constraint=models.CheckConstraint(condition=models.Q(('goods_fen', models.F('unit_fen') * models.F('units')), models.Q(('bundle__isnull', False), ('goods_fen__gt', models.F('unit_fen') * models.F('units')), ('goods_fen__lt', (models.F('unit_fen') + 1) * models.F('units'))), _connector='OR'), name='order_line_goods_are_its_units'),
        ),
    ]
