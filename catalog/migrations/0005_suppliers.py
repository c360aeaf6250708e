"""Suppliers get a state and licences of their own. Who was active with a licence on record is qualified with that licence, valid as long
as it was; who was active without one is a candidate until a licence is recorded; who was stopped is suspended."""
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.states

KIND_OF = {"SC": "food_prod", "YB": "food_file"}
FOOD = {"health_food", "ordinary_food"}


def take_over(apps, schema_editor):
    now = microstore.core.clock.now()
    licences = apps.get_model("catalog", "SupplierLicence").objects
    classes = apps.get_model("catalog", "Product").objects.order_by().values_list("supplier", "product_class").distinct()
    supplied = {}
    for supplier, product_class in classes:
        supplied.setdefault(supplier, set()).add(product_class)
    for supplier in apps.get_model("catalog", "Supplier").objects.all():
        if supplier.licence_number:
            licences.create(
                supplier=supplier, kind=KIND_OF.get(supplier.licence_number[:2], "food_biz"), number=supplier.licence_number,
                scope=sorted(FOOD | supplied.get(supplier.pk, set())), valid_until=supplier.licence_until, verified_at=now)
        supplier.state = "suspended" if not supplier.is_active else "qualified" if supplier.licence_number else "candidate"
        supplier.save(update_fields=["state"])


def give_back(apps, schema_editor):
    for supplier in apps.get_model("catalog", "Supplier").objects.all():
        newest = supplier.licences.filter(verified_at__isnull=False).order_by("-valid_until").first()
        supplier.is_active = supplier.state == "qualified"
        supplier.licence_number, supplier.licence_until = (newest.number[:40], newest.valid_until) if newest else ("", None)
        supplier.save(update_fields=["is_active", "licence_number", "licence_until"])


NOW = "SET CONSTRAINTS ALL IMMEDIATE"
"""The new rows are checked before their tables change again."""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_selection"),
        ("core", "0004_seals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='supplier',
            options={'ordering': ['code'], 'permissions': [('propose_supplier', 'Can ask for a supplier to be qualified'), ('qualify_supplier', 'Can qualify and suspend suppliers')], 'verbose_name': 'supplier', 'verbose_name_plural': 'suppliers'},
        ),
        migrations.AddField(
            model_name='supplier',
            name='state',
            field=models.CharField(choices=[('candidate', 'Candidate'), ('qualified', 'Qualified'), ('suspended', 'Suspended supplier')], default='candidate', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='supplier',
            name='state_reason',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='reason of the state'),
        ),
        migrations.CreateModel(
            name='SupplierLicence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('food_biz', 'Food trading licence'), ('food_prod', 'Food production licence'), ('food_file', 'Prepacked food filing'), ('drug_biz', 'Drug trading licence'), ('drug_prod', 'Drug production licence'), ('device', 'Medical device licence or filing'), ('business', 'Business licence')], default='food_biz', max_length=12, verbose_name='kind')),
                ('number', models.CharField(max_length=60, verbose_name='licence number')),
                ('scope', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='covers')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('verified_at', models.DateTimeField(editable=False, null=True, verbose_name='verified')),
                ('recorded_at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='recorded')),
                ('recorded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('scan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='scan')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='catalog.supplier', verbose_name='supplier')),
                ('verified_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
            ],
            options={
                'verbose_name': 'supplier licence',
                'verbose_name_plural': 'supplier licences',
                'ordering': ['kind', '-valid_until', 'pk'],
                'permissions': [('verify_supplierlicence', 'Can verify licences of suppliers')],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['scope'], name='paper_scope'), models.Index(fields=['valid_until'], name='paper_ending')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='paper_ends_after_it_begins', violation_error_message='A licence cannot end before it begins.'), models.UniqueConstraint(fields=('supplier', 'kind', 'number', 'valid_until'), name='paper_once_per_supplier', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='LicenceWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_until', models.DateField(verbose_name='valid until')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days before the end')),
                ('told', models.PositiveSmallIntegerField(default=0, verbose_name='people told')),
                ('at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='warned')),
                ('licence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='warnings', to='catalog.supplierlicence', verbose_name='licence')),
            ],
            options={
                'verbose_name': 'warning of a supplier licence',
                'verbose_name_plural': 'warnings of supplier licences',
                'constraints': [models.UniqueConstraint(fields=('licence', 'valid_until', 'days'), name='licencewarning_once')],
            },
        ),
        migrations.CreateModel(
            name='SupplierTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('delivered', 'Delivered line'), ('late', 'Arrived late'), ('short', 'Arrived short'), ('damaged', 'Failed inspection'), ('defect', 'Batch on hold'), ('complaint', 'Complaint about the goods')], max_length=10, verbose_name='kind')),
                ('reference', models.CharField(max_length=60, verbose_name='document')),
                ('product_class', models.CharField(blank=True, max_length=20, verbose_name='class of goods')),
                ('day', models.DateField(default=microstore.core.clock.today, verbose_name='day')),
                ('product', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='tallies', to='catalog.product', verbose_name='product')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='catalog.supplier', verbose_name='supplier')),
            ],
            options={
                'verbose_name': 'tally of a supplier',
                'verbose_name_plural': 'tallies of suppliers',
                'ordering': ['-day', '-pk'],
                'indexes': [models.Index(fields=['supplier', '-day', '-id'], name='tally_of_supplier'), models.Index(fields=['product_class', 'day'], name='tally_of_class')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'reference'), name='tallied_once')],
            },
        ),
        migrations.RunPython(take_over, give_back),
        migrations.RunSQL(NOW, NOW),
        migrations.RemoveField(
            model_name='supplier',
            name='is_active',
        ),
        migrations.RemoveField(
            model_name='supplier',
            name='licence_number',
        ),
        migrations.RemoveField(
            model_name='supplier',
            name='licence_until',
        ),
    ]
