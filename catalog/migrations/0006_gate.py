import django.db.models.deletion
import microstore.core.clock
from django.conf import settings
from django.db import migrations, models


def name_the_shelves(apps, schema_editor):
    """Top shelves on which there is one kind of goods alone hold that kind from now on."""
    Category, Product = apps.get_model("catalog", "Category"), apps.get_model("catalog", "Product")
    parents = dict(Category.objects.values_list("pk", "parent"))
    classes = {}
    for pk, goods in Product.objects.values_list("category", "product_class").distinct():
        while parents[pk] is not None:
            pk = parents[pk]
        classes.setdefault(pk, set()).add(goods)
    alone = [pk for pk, goods in classes.items() if goods == {"health_food"}]
    Category.objects.filter(pk__in=alone).update(zone="health_food")


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_suppliers"), ("core", "0004_seals"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='CategoryChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('values', models.JSONField(verbose_name='values')),
                ('state', models.CharField(choices=[('waiting', 'Waits for approval'), ('done', 'Carried out'), ('declined', 'Declined')], default='waiting', max_length=10, verbose_name='state')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='asked')),
            ],
            options={
                'verbose_name': 'category change',
                'verbose_name_plural': 'category changes',
                'ordering': ['-id'],
                'permissions': [('approve_category', 'Can approve changes of categories')],
            },
        ),
        migrations.CreateModel(
            name='CategoryRedirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='old address')),
                ('since', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='since')),
            ],
            options={
                'verbose_name': 'old address of a category',
                'verbose_name_plural': 'old addresses of categories',
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_current', models.BooleanField(default=True, editable=False, verbose_name='current')),
                ('source', models.CharField(choices=[('registry', 'Entry in the public registry'), ('paper', 'Certificate on paper'), ('leaflet', 'Approved leaflet')], default='registry', max_length=10, verbose_name='read from')),
                ('registry_url', models.URLField(blank=True, max_length=300, verbose_name='registry entry')),
                ('approval_number', models.CharField(blank=True, max_length=40, verbose_name='approval number')),
                ('certificate_name', models.CharField(max_length=120, verbose_name='name on the certificate')),
                ('function_claim', models.CharField(blank=True, max_length=200, verbose_name='health function')),
                ('suitable_population', models.CharField(blank=True, max_length=300, verbose_name='suitable for')),
                ('unsuitable_population', models.CharField(blank=True, max_length=300, verbose_name='not suitable for')),
                ('dosage', models.CharField(blank=True, max_length=300, verbose_name='how to take and how much')),
                ('ingredients', models.TextField(blank=True, verbose_name='ingredients')),
                ('marker_content', models.TextField(blank=True, verbose_name='marker components and content')),
                ('dosage_form', models.CharField(blank=True, max_length=20, verbose_name='form')),
                ('maker_name', models.CharField(blank=True, max_length=120, verbose_name='producer')),
                ('standard_code', models.CharField(blank=True, max_length=60, verbose_name='product standard')),
                ('certificate_until', models.DateField(blank=True, null=True, verbose_name='certificate valid until')),
                ('attributes', models.JSONField(blank=True, default=dict, verbose_name='further facts')),
                ('verified_at', models.DateTimeField(default=microstore.core.clock.now, verbose_name='certificate read at')),
            ],
            options={
                'verbose_name': 'certificate snapshot',
                'verbose_name_plural': 'certificate snapshots',
                'ordering': ['-verified_at', '-id'],
                'permissions': [('record_certificate', 'Can record what a certificate states')],
            },
        ),
        migrations.AlterModelOptions(
            name='productrevision',
            options={'ordering': ['-number'], 'permissions': [('confirm_data', 'Can confirm the data of a draft'), ('confirm_copy', 'Can confirm the copy of a draft')], 'verbose_name': 'product revision', 'verbose_name_plural': 'product revisions'},
        ),
        migrations.RemoveConstraint(
            model_name='productrevision',
            name='one_pending_revision',
        ),
        migrations.AddField(
            model_name='category',
            name='zone',
            field=models.CharField(blank=True, choices=[('health_food', 'Health food shelf'), ('special_medical', 'Shelf of foods for special medical purposes'), ('infant_formula', 'Infant formula shelf'), ('ordinary', 'Ordinary goods shelf'), ('otc', 'OTC drug shelf'), ('rx', 'Prescription drug shelf')], default='', max_length=20, verbose_name='kind of shelf'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='attributes',
            field=models.JSONField(blank=True, default=dict, help_text='What the class of goods declares, by name.', verbose_name='further facts'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='copy_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='copy confirmed at'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='copy_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='copy confirmed by'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='data_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='data confirmed at'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='data_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='data confirmed by'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='decided_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='publish_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='goes live at'),
        ),
        migrations.AddField(
            model_name='productrevision',
            name='why',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='reason of the change'),
        ),
        migrations.AddField(
            model_name='sku',
            name='intake_per_day',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pieces taken per day'),
        ),
        migrations.AlterField(
            model_name='product',
            name='product_class',
            field=models.CharField(choices=[('health_food', 'Health food'), ('ordinary_food', 'Ordinary food'), ('special_medical', 'Food for special medical purposes'), ('infant_formula', 'Infant formula'), ('drug_otc_a', 'OTC drug, class A'), ('drug_otc_b', 'OTC drug, class B'), ('drug_rx', 'Prescription drug'), ('device_1', 'Medical device, class I'), ('device_2', 'Medical device, class II'), ('device_3', 'Medical device, class III'), ('cosmetic', 'Cosmetic'), ('disinfectant', 'Disinfectant'), ('general', 'General goods'), ('virtual', 'Virtual goods')], default='health_food', max_length=20, verbose_name='class of goods'),
        ),
        migrations.AlterField(
            model_name='productrevision',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('scheduled', 'Approved for later'), ('live', 'Live'), ('superseded', 'Superseded')], default='draft', editable=False, max_length=12, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='productrevision',
            index=models.Index(condition=models.Q(('state', 'scheduled')), fields=['publish_at'], name='revision_due'),
        ),
        migrations.AddConstraint(
            model_name='productrevision',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'scheduled'])), fields=('product',), name='one_pending_revision'),
        ),
        migrations.AddConstraint(
            model_name='productrevision',
            constraint=models.CheckConstraint(condition=models.Q(('data_by', None), ('copy_by', None), models.Q(('data_by', models.F('copy_by')), _negated=True), _connector='OR'), name='revision_confirmed_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='productrevision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'scheduled'), _negated=True), ('publish_at__isnull', False), _connector='OR'), name='scheduled_has_a_moment'),
        ),
        migrations.AddField(
            model_name='categorychange',
            name='category',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='requested', to='catalog.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='categoryredirect',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='catalog.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='product',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='catalog.product', verbose_name='product'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='scan',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='scanned paper'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='verified_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='read by'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('product',), name='one_current_certificate'),
        ),
        migrations.RunPython(name_the_shelves, migrations.RunPython.noop),
    ]
