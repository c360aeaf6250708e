import django.db.models.deletion
from django.db import migrations, models

import microstore.core.clock


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_listing_check"), ("stores", "0002_opening")]

    operations = [
        migrations.CreateModel(
            name='StoreRange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='since')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.category', verbose_name='category')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='range', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'product range of a store',
                'verbose_name_plural': 'product ranges of stores',
                'constraints': [models.UniqueConstraint(fields=('store', 'category'), name='storerange_once')],
            },
        ),
    ]
