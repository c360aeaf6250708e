import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import microstore.core.clock
import microstore.core.money
import microstore.core.states

NO_STRUCK_PRICES = "UPDATE catalog_listing SET list_fen = NULL, version = version + 1 WHERE list_fen IS NOT NULL"
"""List prices were typed by hand; from here on a card strikes only what deals or a supplier's document allow (rule PR-03)."""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_gate"),
        ("core", "0004_seals"),
        ("stores", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE number_pc", "DROP SEQUENCE number_pc"),
        migrations.CreateModel(
            name='DealLow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('low_fen', microstore.core.money.FenField(verbose_name='lowest deal')),
                ('last_fen', microstore.core.money.FenField(verbose_name='last deal')),
                ('last_at', models.DateTimeField(verbose_name='time of the last deal')),
            ],
            options={
                'verbose_name': 'lowest deal of a day',
                'verbose_name_plural': 'lowest deals by day',
                'ordering': ['-day'],
                'indexes': [models.Index(fields=['day'], name='deals_of_a_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_fen__gte', 0), ('low_fen__gte', 0)), name='deals_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='PriceChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='number')),
                ('state', models.CharField(choices=[('requested', 'Waiting for approval'), ('approved', 'Approved'), ('scheduled', 'Scheduled'), ('effective', 'In force'), ('superseded', 'Followed by another price'), ('declined', 'Declined'), ('taken_back', 'Taken back')], default='requested', editable=False, max_length=12, verbose_name='state')),
                ('starts_at', models.DateTimeField(blank=True, help_text='Empty: when it is approved.', null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('raise_reason', models.CharField(blank=True, max_length=200, verbose_name='reason of a raise before a promotion')),
                ('method', models.CharField(blank=True, max_length=120, verbose_name='how it was reckoned')),
                ('needs', models.JSONField(default=list, verbose_name='needs the approval of')),
                ('granted', models.JSONField(default=list, verbose_name='approved by')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='largest change in per cent')),
                ('asked_at', models.DateTimeField(default=microstore.core.clock.now, editable=False, verbose_name='asked')),
                ('effective_at', models.DateTimeField(editable=False, null=True, verbose_name='in force since')),
            ],
            options={
                'verbose_name': 'price change',
                'verbose_name_plural': 'price changes',
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(fields=['state', '-asked_at', '-id'], name='price_change_queue'), models.Index(fields=['-asked_at', '-id'], name='price_change_newest')],
            },
            bases=(microstore.core.states.Moves, models.Model),
        ),
        migrations.CreateModel(
            name='PriceChangeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(blank=True, default='', max_length=20, verbose_name='channel')),
                ('tier', models.CharField(blank=True, default='', max_length=20, verbose_name='member tier')),
                ('from_units', models.PositiveSmallIntegerField(default=1, verbose_name='from this many units')),
                ('old_fen', microstore.core.money.FenField(null=True, verbose_name='price before')),
                ('new_fen', microstore.core.money.FenField(verbose_name='new price')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='change in per cent')),
                ('cost_fen', microstore.core.money.FenField(null=True, verbose_name='cost')),
                ('floor_fen', microstore.core.money.FenField(null=True, verbose_name='lowest price')),
                ('gap_percent', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='against competitors, per cent')),
                ('promotion', models.CharField(blank=True, max_length=200, verbose_name='promotion ahead')),
                ('needs', models.JSONField(default=list, verbose_name='needs the approval of')),
            ],
            options={
                'verbose_name': 'line of a price change',
                'verbose_name_plural': 'lines of price changes',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('new_fen__gt', 0)), name='changed_price_positive')],
            },
        ),
        migrations.CreateModel(
            name='SuggestedPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', microstore.core.money.FenField(verbose_name='suggested retail price')),
                ('said_on', models.DateField(verbose_name='date of the document')),
                ('valid_from', models.DateTimeField(verbose_name='valid from')),
                ('valid_until', models.DateTimeField(blank=True, null=True, verbose_name='valid until')),
            ],
            options={
                'verbose_name': 'suggested retail price',
                'verbose_name_plural': 'suggested retail prices',
                'ordering': ['-valid_from', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='suggested_price_positive')],
            },
        ),
        migrations.AlterModelOptions(
            name='price',
            options={'ordering': ['-valid_from', '-id'], 'permissions': [('set_price', 'Can set prices'), ('approve_price', 'Can approve price changes as product manager'), ('approve_price_cost', 'Can approve price changes for finance'), ('approve_price_floor', 'Can approve price changes as director'), ('set_floor', 'Can set the lowest price of a SKU')], 'verbose_name': 'price', 'verbose_name_plural': 'prices'},
        ),
        migrations.RemoveConstraint(
            model_name='price',
            name='one_open_price_per_store',
        ),
        migrations.AddField(
            model_name='listing',
            name='list_basis',
            field=models.CharField(db_default='', default='', editable=False, help_text='deals, last or msrp', max_length=10),
        ),
        migrations.AddField(
            model_name='price',
            name='channel',
            field=models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='channel'),
        ),
        migrations.AddField(
            model_name='price',
            name='from_units',
            field=models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name='from this many units'),
        ),
        migrations.AddField(
            model_name='price',
            name='goes_on_after',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='catalog.price', verbose_name='goes on after'),
        ),
        migrations.AddField(
            model_name='price',
            name='is_dated',
            field=models.BooleanField(db_default=False, default=False, verbose_name='for a time'),
        ),
        migrations.AddField(
            model_name='price',
            name='is_end_shown',
            field=models.BooleanField(db_default=True, default=True, editable=False, verbose_name='its end is on the cards'),
        ),
        migrations.AddField(
            model_name='price',
            name='tier',
            field=models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='member tier'),
        ),
        migrations.AddField(
            model_name='sku',
            name='floor_fen',
            field=microstore.core.money.FenField(blank=True, help_text='Empty: by the least margin of the register.', null=True, verbose_name='lowest price'),
        ),
        migrations.AlterField(
            model_name='listing',
            name='list_fen',
            field=microstore.core.money.FenField(editable=False, help_text='The price that may be shown struck through (rule PR-03).', null=True),
        ),
        migrations.AlterField(
            model_name='price',
            name='list_fen',
            field=microstore.core.money.FenField(blank=True, help_text='Of old rows; never shown as a struck price.', null=True, verbose_name='list price'),
        ),
        migrations.AddField(
            model_name='deallow',
            name='sku',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.sku', verbose_name='SKU'),
        ),
        migrations.AddField(
            model_name='deallow',
            name='store',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store', verbose_name='store'),
        ),
        migrations.AddField(
            model_name='pricechange',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='pricechange',
            name='store',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store', verbose_name='store'),
        ),
        migrations.AddField(
            model_name='price',
            name='change',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='catalog.pricechange', verbose_name='price change'),
        ),
        migrations.AddIndex(
            model_name='price',
            index=models.Index(condition=models.Q(('is_end_shown', False)), fields=['valid_until'], name='price_end_not_yet_shown'),
        ),
        migrations.AddIndex(
            model_name='price',
            index=models.Index(fields=['-valid_from', '-id'], name='price_newest'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('from_units__gte', 1)), name='price_from_one_unit'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('is_dated', False), models.Q(('valid_until', None), _negated=True), _connector='OR'), name='dated_price_ends'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('sku', 'store', 'channel', 'tier', 'from_units'), name='one_open_price_per_scope', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='pricechangeline',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='catalog.pricechange', verbose_name='price change'),
        ),
        migrations.AddField(
            model_name='pricechangeline',
            name='sku',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.sku', verbose_name='SKU'),
        ),
        migrations.AddField(
            model_name='pricechangeline',
            name='store',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stores.store', verbose_name='store'),
        ),
        migrations.AddField(
            model_name='suggestedprice',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='document of the supplier'),
        ),
        migrations.AddField(
            model_name='suggestedprice',
            name='set_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by'),
        ),
        migrations.AddField(
            model_name='suggestedprice',
            name='sku',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggested_prices', to='catalog.sku', verbose_name='SKU'),
        ),
        migrations.AddConstraint(
            model_name='deallow',
            constraint=models.UniqueConstraint(fields=('sku', 'store', 'day'), name='one_deal_row_per_day'),
        ),
        migrations.AddConstraint(
            model_name='pricechangeline',
            constraint=models.UniqueConstraint(fields=('change', 'sku', 'store', 'channel', 'tier', 'from_units'), name='price_changed_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='suggestedprice',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('sku',), name='one_suggested_price_in_force'),
        ),
        migrations.RunSQL(NO_STRUCK_PRICES, migrations.RunSQL.noop),
    ]
