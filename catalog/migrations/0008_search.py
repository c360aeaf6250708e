import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_prices"),
        ("stores", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('text', models.CharField(max_length=60, verbose_name='searched for')),
                ('asked', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('found_nothing', models.PositiveIntegerField(default=0, verbose_name='found nothing')),
                ('found_loosely', models.PositiveIntegerField(default=0, verbose_name='found something near')),
                ('about_illness', models.PositiveIntegerField(default=0, verbose_name='led to the page on illness')),
                ('slow', models.PositiveIntegerField(default=0, verbose_name='slow')),
                ('worst_ms', models.PositiveIntegerField(default=0, verbose_name='slowest, ms')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store', verbose_name='store')),
            ],
            options={
                'verbose_name': 'search of a day',
                'verbose_name_plural': 'searches of a day',
                'ordering': ['-day', '-asked', '-id'],
                'indexes': [
                    models.Index(fields=['day', 'asked', 'id'], name='search_log_day'),
                    models.Index(condition=models.Q(('found_nothing__gt', 0)), fields=['day', 'asked', 'id'], name='search_log_nothing'),
                    models.Index(condition=models.Q(('slow__gt', 0)), fields=['day', 'asked', 'id'], name='search_log_slow'),
                ],
                'constraints': [models.UniqueConstraint(fields=('store', 'day', 'text'), name='search_log_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchSynonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('also', models.CharField(max_length=30, verbose_name='what customers type')),
                ('word', models.CharField(max_length=30, verbose_name='also search for')),
                ('added_at', models.DateTimeField(editable=False, verbose_name='added')),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('also', 'word'), name='synonym_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=30, unique=True)),
                ('sound', models.CharField(blank=True, max_length=60)),
                ('slips', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
            ],
            options={
                'verbose_name': 'word of the shelf',
                'verbose_name_plural': 'words of the shelf',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['slips'], name='search_word_slips')],
            },
        ),
        migrations.CreateModel(
            name='ShelfCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facet', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=60)),
                ('under', models.CharField(blank=True, default='', max_length=82)),
                ('count', models.PositiveIntegerField()),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stores.store')),
            ],
            options={
                'verbose_name': 'count of a large shelf',
                'verbose_name_plural': 'counts of large shelves',
                'constraints': [models.UniqueConstraint(fields=('store', 'under', 'facet', 'value'), name='shelf_count_once')],
            },
        ),
        migrations.RemoveIndex(
            model_name='listing',
            name='listing_shelf',
        ),
        migrations.RemoveIndex(
            model_name='listing',
            name='listing_by_price',
        ),
        migrations.RemoveIndex(
            model_name='listing',
            name='listing_newest',
        ),
        migrations.AddField(
            model_name='listing',
            name='traits',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), db_default=[], default=list, editable=False, help_text='What facets count, as facet:value.', size=None),
        ),
        migrations.AddField(
            model_name='product',
            name='sought',
            field=models.CharField(blank=True, db_default='', default='', editable=False, help_text='Name and brand as search spells them.', max_length=200),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('is_on', True), ('price_fen__isnull', False)), fields=['store', '-in_stock', 'position', 'id'], name='listing_order'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('is_on', True), ('price_fen__isnull', False)), fields=['store', '-in_stock', 'price_fen', 'id'], name='listing_order_price'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('is_on', True), ('price_fen__isnull', False)), fields=['store', '-listed_at', '-id'], name='listing_order_new'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('is_on', True), ('price_fen__isnull', False)), fields=['store', 'category', '-in_stock', 'position', 'id'], name='listing_shelf_order'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('is_on', True), ('price_fen__isnull', False)), fields=['store', 'category', '-in_stock', 'price_fen', 'id'], name='listing_shelf_price'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('is_on', True), ('price_fen__isnull', False)), fields=['store', 'category', '-listed_at', '-id'], name='listing_shelf_new'),
        ),
    ]
