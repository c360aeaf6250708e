import django.db.models.deletion
from django.db import migrations, models


CLASSES = [
    ('health_food', 'Health food'), ('ordinary_food', 'Ordinary food'), ('special_medical', 'Food for special medical purposes'),
    ('infant_formula', 'Infant formula'), ('drug_otc_a', 'OTC drug, class A'), ('drug_otc_b', 'OTC drug, class B'),
    ('drug_rx', 'Prescription drug'), ('device_1', 'Medical device, class I'), ('device_2', 'Medical device, class II'),
    ('device_3', 'Medical device, class III'), ('cosmetic', 'Cosmetic'), ('disinfectant', 'Disinfectant'), ('general', 'General goods'),
    ('virtual', 'Virtual goods'), ('health_bundle', 'Bundle of health foods'), ('goods_bundle', 'Bundle of ordinary goods')]


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0011_wishes'),
    ]

    operations = [
        migrations.AddField(
            model_name='sku',
            name='is_bundle',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='bundle'),
        ),
        migrations.AlterField(
            model_name='product',
            name='product_class',
            field=models.CharField(choices=CLASSES, default='health_food', max_length=20, verbose_name='class of goods'),
        ),
        migrations.AlterField(
            model_name='selectionproposal',
            name='product_class',
            field=models.CharField(choices=CLASSES, default='health_food', max_length=20, verbose_name='class of goods'),
        ),
        migrations.CreateModel(
            name='BundlePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('units', models.PositiveSmallIntegerField(verbose_name='units')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('bundle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='catalog.sku', verbose_name='bundle')),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='part_of', to='catalog.sku', verbose_name='pack size inside')),
            ],
            options={
                'verbose_name': 'part of a bundle',
                'verbose_name_plural': 'parts of bundles',
                'ordering': ['bundle', 'position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('bundle', 'component'), name='component_once_in_bundle'), models.CheckConstraint(condition=models.Q(('units__gte', 1)), name='bundle_part_of_something'), models.CheckConstraint(condition=models.Q(('bundle', models.F('component')), _negated=True), name='bundle_not_in_itself')],
            },
        ),
    ]
